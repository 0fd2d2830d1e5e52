"""Finding relations: patterns over mentions, and roles that the actors room has read already."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from musnad.claims.modality import find_modality
from musnad.languages import Language
from musnad.record import (
    Actor,
    Attribution,
    Mention,
    Modality,
    Place,
    Reason,
    Relation,
    Span,
    Text,
    TimeValue,
    item_id,
)
from musnad.record.labels import PLACE_TAILED
from musnad.relations.found import Found
from musnad.relations.resolve import COMMAS, Resolver
from musnad.relations.rules import Rule, Rules, relation_rules
from musnad.relations.within import within
from musnad.rules import Captures

# A state of affairs goes on at reporting time unless the text says otherwise; these kinds are changes that happened.
CHANGES = ("merged_into", "split_from", "renamed_to", "founded", "succeeds")
SYMMETRIC = ("allied_with", "same_as", "fights", "negotiates_with")
ROLE = "relations.role_titles/"
BY = "w.by"  # behind a participle
PASSIVE = "w.be"  # the word set that makes a past participle a passive
Tokens = tuple[int, int]  # the first, and the one after the last
NEAR_TIME = 6  # tokens between a relation and a "since" phrase that dates it


def find_relations(
    text: Text,
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[TimeValue],
    attributions: Sequence[Attribution],
    language: Language,
) -> tuple[Relation, ...]:
    """The relations that the text states. `claim` is "" until the claims room links it. Ids are unique."""
    rules = relation_rules(language)
    found = list(_by_pattern(text, mentions, places, language, rules))
    named = frozenset(m.actor for m in mentions if m.form == "name" and m.actor is not None)
    found += _by_role(text, [a for a in actors if a.id in named], rules)
    found += within(text, mentions, rules)
    victims = _counted(mentions, actors)
    found = [f for f in found if f.kind != "fights" or not victims.intersection((f.head, f.tail))]
    return tuple(_make(text, _without_doubles(found), times, attributions, language, rules))


def _counted(mentions: Sequence[Mention], actors: Sequence[Actor]) -> frozenset[str]:
    """Civilians that the text counts: somebody's victims, who fight nobody ("killed seven people")."""
    numbers = {m.span.start for m in mentions if m.kind == "number"}
    counted = {m.actor for m in mentions if m.span.start in numbers and m.actor is not None}
    return frozenset(a.id for a in actors if a.id in counted and "CVL" in a.sectors)


def _by_pattern(
    text: Text, mentions: Sequence[Mention], places: Sequence[Place], language: Language, rules: Rules
) -> Iterator[Found]:
    resolver = Resolver(text, mentions, places, language, rules)
    for sentence in text.sentences:
        if not resolver.words_in(sentence.first, sentence.last):
            continue
        tokens = range(sentence.first, sentence.last)
        begun = (i for i in tokens if i in resolver.at or i in resolver.sets)
        begins = {i: classes for i in begun if (classes := resolver.begins(i))}
        present = frozenset().union(*begins.values())
        for i in tokens if rules.by_word.by_word else begins:
            here = begins.get(i, frozenset())
            found = rules.by_class.match_among(text.tokens, i, resolver.resolve, sentence.last, present, here)
            if rules.by_word.by_word:
                found = itertools.chain(found, rules.by_word.match(text.tokens, i, resolver.resolve, sentence.last))
            for rule, end, captures in found:
                if not _fits(rule, captures, resolver, text, rules):
                    continue
                yield from _read(text, rule, i, end, captures)


def _fits(rule: Rule, captures: Captures, resolver: Resolver, text: Text, rules: Rules) -> bool:
    """No forbidden word stands between the ends, and the verb of an `active` rule is no passive ("was attacked")."""
    ends = [(first, last) for name, first, last, _ in captures if name != "t"]
    if resolver.any_of(rule.without, min(last for _, last in ends), max(first for first, _ in ends)):
        return False
    if rule.next and _between(captures, resolver):
        return False
    parts = {name: (first, last) for name, first, last, _ in reversed(captures)}  # of one name the first
    trigger, head = parts.get("t"), parts.get(rule.head)
    if trigger is None:
        return True
    if rule.kind == "controls" and _behind_comma(head, trigger[0], text, resolver):
        return False
    if not rule.active:
        return True
    return not _behind_preposition(head, trigger[0], text, resolver) and _acts(text, *trigger, resolver, rules)


def _behind_comma(head: Tokens | None, trigger: int, text: Text, resolver: Resolver) -> bool:
    """Where subjects stand right beside their verbs: does a comma stand between ("forces which X armed, | control")?"""
    if resolver.language.direction == "ltr" or head is None or trigger < head[1]:
        return False
    return any(t.text in COMMAS for t in text.tokens[head[1] : trigger])


def _acts(text: Text, first: int, last: int, resolver: Resolver, rules: Rules) -> bool:
    """Is the verb no passive: no "by" behind it, and no "was" before it unless its own form is the lasting one?"""
    if resolver.any_of((BY,), last, last + 1):
        return False
    if not resolver.any_of((PASSIVE,), first - 2, first):
        return True
    hit = rules.words.longest(text.tokens, first)
    return hit is not None and hit.reading.has("ing")


def _behind_preposition(head: Tokens | None, trigger: int, text: Text, resolver: Resolver) -> bool:
    """Does a preposition stand right before the one who is to do it ("backed by X, seized ..."), where verbs follow subjects?"""
    if head is None or not head[0] or trigger < head[0] or resolver.language.direction == "rtl":
        return False
    return resolver.language.is_function(text.tokens[head[0] - 1].fold, "prepositions")


def _between(captures: Captures, resolver: Resolver) -> bool:
    """Is somebody or some place named between the parts of a pattern?"""
    parts = sorted((first, last) for _, first, last, _ in captures)
    return any(i in resolver.at for (_, end), (start, _) in itertools.pairwise(parts) for i in range(end, start))


def _read(text: Text, rule: Rule, i: int, end: int, captures: Captures) -> Iterator[Found]:
    values = {name: (first, last, value) for name, first, last, value in captures}
    if rule.head not in values or rule.tail not in values:
        return
    evidence = text.span_of(i, end)
    word = values.get("t")
    trigger = text.span_of(word[0], word[1]) if word else evidence
    for head in values[rule.head][2]:
        for tail in values[rule.tail][2]:
            tail_id = tail.place if rule.kind in PLACE_TAILED else tail.actor
            if head.actor and tail_id and head.actor != tail_id:
                spans = (trigger, head.span, tail.span)
                reason = Reason(rule.id, rule.name, spans, 0.8)
                yield Found(rule.kind, head.actor, tail_id, evidence, trigger, rule.status, reason, rule.polarity)


def _by_role(text: Text, actors: Sequence[Actor], rules: Rules) -> Iterator[Found]:
    """Offices that the actors room found: "Secretary-General of X" leads X, "spokesman of X" is a member of it. The actors
    are those with a name; `within` reads the descriptions."""
    for actor in actors:
        for role in actor.roles:
            if role.of is None or role.span is None or role.of == actor.id:
                continue
            tokens = text.tokens_in(role.span)
            hit = next((h for i in tokens if (h := rules.titles.longest(text.tokens, i))), None)
            if hit:
                reason = Reason(hit.entry.id, f"the office '{hit.entry.gloss}'", (role.span,), 0.8)
                yield Found(hit.entry.get("kind"), actor.id, role.of, role.span, role.span, None, reason)


def _without_doubles(found: Sequence[Found]) -> list[Found]:
    """One relation for the same kind and ends in one sentence: the earliest and shortest evidence stays first."""
    kept: dict[tuple[str, str, str, int], Found] = {}
    for item in sorted(found, key=lambda f: (f.evidence.start, f.polarity is None, len(f.evidence))):
        ends = (item.head, item.tail)
        if item.kind in SYMMETRIC:
            ends = (min(ends), max(ends))
        kept.setdefault((item.kind, *ends, 0), item)
    return list(kept.values())


def _make(
    text: Text, found: Sequence[Found], times: Sequence[TimeValue], attributions: Sequence[Attribution],
    language: Language, rules: Rules,
) -> Iterator[Relation]:  # fmt: skip
    used: dict[str, int] = {}
    for item in found:
        base = item_id("relation", item.kind, item.evidence)
        nth = used[base] = used.get(base, -1) + 1
        yield Relation(
            id=item_id("relation", item.kind, item.evidence, nth),
            kind=item.kind,
            head=item.head,
            tail=item.tail,
            since=_time(text, item, times, rules.since),
            until=_time(text, item, times, rules.until),
            modality=_modality(text, item, attributions, language, rules),
            claim="",
            evidence=(item.evidence,),
            reason=item.reason,
        )


def _time(text: Text, item: Found, times: Sequence[TimeValue], words: frozenset[str]) -> str | None:
    """The time that a word like "since" ties to the relation, close behind or before its evidence."""
    sentence = text.sentence_at(item.evidence.start)
    for time in times:
        if sentence is None or not (sentence.start <= time.span.start and time.span.end <= sentence.end):
            continue
        first = text.token_at(time.span.start)
        near = abs(first - text.token_at(item.evidence.end - 1)) <= NEAR_TIME or item.evidence.covers(time.span)
        marked = any(text.tokens[k].fold in words for k in range(max(first - 1, 0), first + 1))
        if near and marked:
            return time.id
    return None


def _modality(text: Text, item: Found, attributions: Sequence[Attribution], language: Language, rules: Rules) -> Modality:
    if item.reason.rule.startswith(ROLE):  # an office beside a name is taken for granted, whatever its clause says
        return Modality(status="occurred" if item.kind in CHANGES else "ongoing")
    read = find_modality(text, item.trigger, _form(text, item.trigger, rules), attributions, language)
    plain = item.status or ("occurred" if item.kind in CHANGES else "ongoing")
    status = plain if read.status == "occurred" else read.status
    return Modality(item.polarity or read.polarity, read.certainty, status, read.cue)


def _form(text: Text, trigger: Span, rules: Rules) -> tuple[str, ...]:
    hit = rules.words.longest(text.tokens, text.token_at(trigger.start))
    return hit.reading.feats if hit else ()
