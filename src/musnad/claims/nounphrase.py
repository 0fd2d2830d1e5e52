"""Noun phrases without a parser, for languages that mark definiteness on the word: where does the phrase at `k` end?

The walk knows articles, construct chains, adjectives, titles, names, quoted names, coordinations and the prepositional
phrases that belong to offices ("an official in the ministry"). It never enters a relative clause.
"""

from __future__ import annotations

from musnad.claims.reading import Reading
from musnad.mentions.registry import registry
from musnad.record import PLACES

LONGEST_NAME = 5  # words of a personal name


def noun_phrase(r: Reading, k: int, stop: int) -> int:
    """Token after the noun phrase that begins at `k` (before `stop`), `k` when none begins there."""
    known = r.phrases.get((k, stop))
    if known is None:
        known = r.phrases[k, stop] = _end_of_phrase(r, k, stop)
    return known


def _end_of_phrase(r: Reading, k: int, stop: int) -> int:
    j = _quantity(r, k, stop)
    if j >= stop:
        return j if j > k else k
    if j in r.opens:
        return r.opens[j][1] if r.quote_words(j) <= 5 else k
    if not (r.grammar.article and r.in_name(j)) and not _may_begin(r, j):
        return k
    return _walk(r, j, stop)


def _quantity(r: Reading, k: int, stop: int) -> int:
    while k < stop and (r.tokens[k].kind == "number" or r.language.is_function(r.folds[k], "quantifiers")):
        if k + 1 < stop and r.tokens[k + 1].kind == "mark" and k + 1 not in r.opens:
            return k + 1
        k += 1
    return k


def _may_begin(r: Reading, k: int) -> bool:
    token = r.tokens[k]
    if token.fold in r.grammar.words["name_particles"]:
        return True
    if token.kind != "word" or r.is_no_phrase(k) or r.goes_on(k):
        return False
    if r.is_cue_verb(k, conjoined=True) and not r.kind_of(r.bare(token.fold)):
        return False
    return not (
        r.is_preposition(k)
        or r.language.is_function(token.fold, "negators", "auxiliaries", "conjunctions", "complementisers")
    )


def _walk(r: Reading, k: int, stop: int) -> int:
    """The walk from the head noun at `k`. `closed`: the phrase is definite, so only what agrees or names may follow."""
    head = r.folds[k]
    role = r.kind_of(head) in (
        "official",
        "anonymous",
        "witness",
        "people",
        "organization",
        "media",
        "document",
    ) or r.is_title(head)
    titled = r.is_title(head)
    named = 0 if r.kind_of(head) or titled or r.definite(k) else 1
    closed = r.definite(k) or named > 0 or r.is_body(head)
    unbound = r.grammar.shaped("unbound_shapes", head)  # an ending that no construct has
    described = False
    j = k + 1
    if r.grammar.article and (name := r.names.get(k)) and min(name[1], stop) > j:
        j, closed, named = min(name[1], stop), True, int(name[2] == "person")
    while j < stop:
        fold = r.folds[j]
        if (name := r.names.get(j)) and name[0] < j and r.grammar.article:
            j, closed = min(max(name[1], j + 1), stop), True
            continue
        if r.told(j) or r.goes_on(j) or r.is_in("led_by", j) or _is_verb(r, j):
            break
        if closed and _somebody_else(r, k, j, titled):
            break
        if j in r.opens:
            titled_after = r.opens[j][1] < stop and r.is_title(r.folds[r.opens[j][1]])
            if r.quote_words(j) > 4 or (closed and not _bears(r, j - 1) and not titled_after):
                break
            j, closed = r.opens[j][1], True
        elif r.tokens[j].text == "(":
            after = _bracket(r, j, stop)
            if after == j:
                break
            j, closed = after, True
        elif r.is_mark(j) or not _may_go_on(r, j):
            if r.folds[j] in r.grammar.words["resumptives"] and r.is_adjective(r.folds[j - 1]) and not r.definite(j - 1):
                j, closed = j + 1, True
                continue
            after = _preposition(r, j, stop, role)
            if after == j:
                break
            j, closed, role = after, True, False
        elif j > k and r.folds[j - 1] in r.grammar.words["name_particles"]:
            named, j, closed = named + 1, j + 1, True
        elif _coordinated(r, j, closed):
            titled = r.is_title(r.bare(fold))
            closed = closed and (r.definite(j) or r.kind_of(r.bare(fold)) in (None, "state") or r.is_body(r.bare(fold)))
            j += 1
        elif fold[:1] in r.language.conjunctions and r.bare(fold) != fold and _is_cue(r, j):
            break
        elif role and (after := _joined_phrase(r, j, stop)) > j:
            j, closed = after, True
        elif fold in r.grammar.words["quantity"]:
            j += 1
        elif (described and not closed and ((r.definite(j) and not r.is_title(fold)) or r.nominal(fold))) or (
            not closed and unbound and not r.is_adjective(fold)
        ):
            break
        elif r.definite(j):
            if closed and not (r.is_adjective(fold) or r.is_title(fold) or named):
                break
            long = named > LONGEST_NAME or (j > k + 1 and r.definite(j - 1))
            if closed and named and long and not (r.is_adjective(fold) or r.is_title(fold)):
                break
            titled = titled or r.is_title(fold)
            role = role or r.is_title(fold)
            closed, j = True, j + 1
        elif r.is_title(fold) and (closed or titled):
            closed, titled, role, j = False, True, True, j + 1
        elif not closed:
            known = r.kind_of(fold) or r.is_title(fold) or r.is_adjective(fold) or (role and r.nominal(fold))
            agrees = (
                not r.nominal(fold)
                and r.kind_of(head) is not None
                and any(fold.endswith(x) and head.endswith(x) for x in r.grammar.words["agreement"])
            )
            described = described or ((r.is_adjective(fold) or agrees) and not r.definite(j))
            if agrees:
                j += 1
                continue
            named = named if known else 1
            closed, j = not known, j + 1
        elif (
            r.nominal(fold)
            or any(r.joined(x, j) is not None for x in r.grammar.words["case_prepositions"])
            or not (titled or named)
            or named >= LONGEST_NAME
        ):
            break
        else:
            named, j = named + 1, j + 1
    return j


def _somebody_else(r: Reading, k: int, j: int, titled: bool) -> bool:
    """Does a state, or behind a body an office, begin at `j` behind a definite phrase ("the president accused | Israel", "the
    association asked | the minister")? Then it is the one spoken to or of."""
    if not r.grammar.article or r.folds[j - 1] in r.grammar.words["name_particles"]:
        return False
    first, _, kind = r.names.get(j, (j, j, ""))
    if first < j:
        return False  # inside a longer name
    if (kind in PLACES or not r.mentioned) and registry(r.language).names_state(r.folds[j]):
        return True
    if titled or not r.is_title(r.folds[j]) or r.definite(j) or r.word(j).joined_to:
        return False
    return r.definite(j - 1) and r.kind_of(r.bares[k]) not in ("official", "media") and not r.is_title(r.bares[k])


def _is_verb(r: Reading, j: int) -> bool:
    """Surely a finite verb, which ends the phrase (no name behind a title is one)?"""
    if r.word(j).verb < 2 or r.in_name(j) or r.definite(j) or r.kind_of(r.bares[j]) or r.is_title(r.folds[j - 1]):
        return False
    return not r.is_title(r.bares[j]) and not r.nominal(r.bares[j]) and not r.is_adjective(r.bares[j])


def _may_go_on(r: Reading, j: int) -> bool:
    fold = r.folds[j]
    if r.is_no_phrase(j):
        return False
    if r.grammar.has("adjectives", fold):
        return True
    if fold in r.grammar.words["receivers"]:
        return False
    return not (
        r.is_preposition(j) or r.language.is_function(fold, "conjunctions", "auxiliaries", "demonstratives", "negators")
    )


def _bears(r: Reading, k: int) -> bool:
    fold = r.folds[k]
    stems = {s.stem for s in r.language.splits(fold)} if len(fold) > 2 else {fold}
    return bool(stems & r.grammar.words["name_bearers"]) or r.kind_of(fold) is not None


def _bracket(r: Reading, j: int, stop: int) -> int:
    for n in range(j + 1, min(j + 9, stop)):
        if r.tokens[n].text == ")":
            return n + 1
    return j


def _preposition(r: Reading, j: int, stop: int, role: bool) -> int:
    """An office's prepositional phrase: "in the ministry", "in the name of the army"."""
    if r.folds[j] in r.grammar.words["receivers"]:
        body = role and j + 2 < stop and j + 1 in r.opens and r.kind_of(r.folds[j + 2]) in ("organization", "state")
        return r.opens[j + 1][1] if body else j
    if not role or j + 1 >= stop or r.folds[j] not in r.grammar.words["np_prepositions"]:
        return r_relation(r, j, stop)
    if r.grammar.channels.readings(r.folds[j + 1]) or r.is_in("adverbs", j + 1):
        return j
    return noun_phrase(r, j + 1, stop) if noun_phrase(r, j + 1, stop) > j + 1 else j


def r_relation(r: Reading, j: int, stop: int) -> int:
    """ "in the name of" after an office, its pronoun forms included."""
    if r.folds[j] not in r.grammar.words["np_relation"]:
        return j
    after = noun_phrase(r, j + 1, stop) if j + 1 < stop else j + 1
    return max(after, j + 1)


def _joined_phrase(r: Reading, j: int, stop: int) -> int:
    """A preposition written on an organization's noun ("the coordinator of-the-movement"); not a medium that was told."""
    if r.folds[j] in r.grammar.words["np_relation"]:
        return r_relation(r, j, stop)
    for letter in r.grammar.words["joined_prepositions"]:
        if not r.folds[j].startswith(letter) or r.joined(letter, j) is None:
            continue
        for split in r.language.splits(r.folds[j]):
            kind = r.kind_of(split.stem)
            own = kind in ("organization", "state", "official") or (
                kind is None and split.pre.endswith(r.grammar.article or "\0")
            )
            if split.pre.startswith(letter) and own:
                return max(noun_phrase(r, j + 1, stop), j + 1) if not r.definite(j) else j + 1
    return j


def _coordinated(r: Reading, j: int, closed: bool) -> bool:
    """A second member with its conjunction: the same definiteness, or a state, or "and another"."""
    fold = r.folds[j]
    rest = r.bare(fold)
    if rest == fold or _is_cue(r, j):
        return False
    if fold in r.grammar.words["coordinators"]:
        return True
    if closed and r.kind_of(rest) in ("organization", "media", "anonymous") and not r.definite(j):
        return True
    return (closed and rest.startswith(r.grammar.article) and r.definite(j - 1)) or r.kind_of(rest) == "state"


def _is_cue(r: Reading, j: int) -> bool:
    return any(x.has("verb") for x in r.grammar.cues.readings(r.folds[j]))
