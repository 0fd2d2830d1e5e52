"""Where the content begins after a cue, in languages whose verb stands second."""

from __future__ import annotations

from musnad.claims.reading import Draft, Marker, Reading
from musnad.claims.second_subject import is_aux, is_verb_like

SHORTEST_BARE = 3  # tokens of a clause without a complementiser


def find_content(r: Reading, d: Draft) -> Marker | None:
    """Where the content begins after the cue."""
    takes, stop = d.entry.get("takes") or (), d.sentence.last
    preps = r.grammar.prepositions(d.entry, "prep")
    k = d.hit.last
    strong = _strong(r, d, k, stop, takes)
    if strong:
        return strong
    while k < stop and r.is_in("adverbs", k):
        k += 1
    if k >= stop or r.is_mark(k):
        return None
    if d.passive:
        return _passive_marker(r, d, k, stop)
    if "infinitive" in takes and r.folds[k] in r.grammar.words["infinitive_marker"] and k + 1 < stop:
        return Marker("infinitive", k, k, r.tokens[k].start)
    if "target" in takes:
        return _target(r, d, k, stop)
    lead = r.lead_at(preps, k, stop)
    if lead:
        clause = r.grammar.has("questions", r.folds[k])
        return Marker("clause" if clause else "prep", k, lead[0], lead[1])
    if "gerund" in takes and r.grammar.shaped("gerund_shapes", r.folds[k]):
        return Marker("object", k, k, r.tokens[k].start)
    if "question" in takes and r.grammar.has("questions", r.folds[k]):
        return Marker("question", k, k, r.tokens[k].start)
    if "bare" in takes:
        if d.hit.has("participle", "ing") and r.is_preposition(d.at - 1):
            return None
        at = _past_asides(r, k, stop) if "addressee" not in takes else _past_addressee(r, k, stop)
        if at is not None and stop - at > SHORTEST_BARE:
            return Marker("bare", at, at, r.tokens[at].start)
    if "object" in takes and not r.is_preposition(k) and not r.language.is_function(r.folds[k], "conjunctions"):
        return Marker("object", k, k, r.tokens[k].start)
    return None


def _strong(r: Reading, d: Draft, k: int, stop: int, takes: tuple[str, ...]) -> Marker | None:
    """A complementiser, a quotation or a colon soon after the cue."""
    for n in range(k, min(stop, k + 14)):
        if n in r.opens:
            ok = "quote" in takes and (n == k or r.is_mark(n - 1) or r.is_preposition(k) or r.is_in("adverbs", n - 1))
            return Marker("quote", n, n, r.tokens[n].start) if ok else None
        text = r.tokens[n].text
        if text == ":":
            return (
                Marker("colon", n, n + 1, r.tokens[n + 1].start)
                if n + 1 < stop and ("quote" in takes or "clause" in takes)
                else None
            )
        if text == "," and not (n + 1 < stop and n + 1 in r.opens) and not (n == k or _resumes(r, n, stop)):
            return None
        if text in (";", ".", "?", "!"):
            return None
        if (
            r.folds[n] in r.grammar.words["complementisers"]
            and ("clause" in takes or "target" in takes)
            and n + 1 < stop
        ):
            if n > k and not _aside_between(r, d, k, n):
                return None
            return Marker("clause", n, n + 1, r.tokens[n + 1].start)
        if n > k and is_aux(r, n):
            return None
    return None


def _resumes(r: Reading, n: int, stop: int) -> bool:
    return any(r.folds[m] in r.grammar.words["complementisers"] for m in range(n, min(stop, n + 6)))


def _aside_between(r: Reading, d: Draft, k: int, n: int) -> bool:
    """Only adverbs, prepositional phrases or an addressee may stand between a cue and its complementiser, no further verb ("X
    accused Y and warned that")."""
    if any(r.language.is_function(r.folds[i], "conjunctions") and is_verb_like(r, i + 1) for i in range(k, n - 1)):
        return False
    if r.is_preposition(k) or r.is_in("adverbs", k) or r.is_mark(k) or r.tokens[k].kind == "number":
        return True
    takes = d.entry.get("takes") or ()
    return ("addressee" in takes or "target" in takes) and n - k <= 9


def _passive_marker(r: Reading, d: Draft, k: int, stop: int) -> Marker | None:
    """ "was accused of", "is believed to"; the source is nobody, unless "by" names one."""
    takes = d.entry.get("takes") or ()
    if r.folds[k] in r.grammar.words["infinitive_marker"] and d.entry.get("stance") in (
        "believe",
        "say",
        "predict",
        "allege",
        "demand",
    ):
        return Marker("object", k, k, r.tokens[k].start)
    lead = r.lead_at(r.grammar.prepositions(d.entry, "prep"), k, stop)
    if lead and "target" in takes:
        return Marker("prep", k, lead[0], lead[1])
    return None


def _target(r: Reading, d: Draft, k: int, stop: int) -> Marker | None:
    """Somebody, then a preposition or an infinitive: the content begins with that somebody."""
    preps = r.grammar.prepositions(d.entry, "prep")
    lead = r.lead_at(preps, k, stop)
    if lead and r.grammar.has("questions", r.folds[k]):
        return Marker("clause", k, lead[0], lead[1])
    if lead:
        return (
            Marker("prep", k, lead[0] - 1, r.tokens[lead[0] - 1].start)
            if r.folds[k] in r.grammar.words["infinitive_marker"]
            else Marker("prep", k, lead[0], lead[1])
        )
    for n in range(k + 1, min(stop, k + 14)):
        if r.tokens[n].text in (",", ";", ".", ":") or (is_aux(r, n) and not r.lead_at(preps, n, stop)):
            break
        if r.lead_at(preps, n, stop):
            return Marker("target", k, k, r.tokens[k].start)
    takes = d.entry.get("takes") or ()
    if "object" in takes and not r.is_preposition(k) and r.tokens[k].kind == "word":
        return Marker("object", k, k, r.tokens[k].start)
    return None


def _past_asides(r: Reading, k: int, stop: int) -> int | None:
    """The first token of a bare clause, prepositional phrases of time and place passed over."""
    while k < stop and (r.is_preposition(k) and not r.language.is_function(r.folds[k], "complementisers")):
        n = k + 1
        while n < stop and not r.is_mark(n) and not _begins_clause(r, n, k):
            n += 1
        if n >= stop or r.is_mark(n):
            return None
        k = n
    return k if k < stop else None


def _begins_clause(r: Reading, n: int, low: int) -> bool:
    fold = r.folds[n]
    if n == low + 1:
        return False
    if r.language.is_function(fold, "pronouns") or (fold in r.grammar.words["determiners"] and n > low + 2):
        return True
    return r.is_in("adverbs", n - 1) and r.tokens[n].kind == "word" and not r.is_preposition(n)


def _past_addressee(r: Reading, k: int, stop: int) -> int | None:
    """After "told X": a pronoun, a determiner or a name begins the clause."""
    fold = r.folds[k]
    if r.language.is_function(fold, "pronouns"):
        return k + 1
    n = k + 1
    while n < min(stop, k + 6) and not r.is_mark(n):
        if r.language.is_function(r.folds[n], "pronouns") or r.folds[n] in r.grammar.words["determiners"]:
            return n
        n += 1
    return None
