"""The tagger's triggers beside the events of the rules: who is believed where?

    case       the rules have                 the tagger has            what happens
    agreed     an event                       a trigger on its words    the score rises; empty roles are filled
    doubted    an event                       nothing on its words      the score falls
    type       an event of one type           another type              the rules' type stays: they know the word
    joined     an event of that type          a trigger in its clause   nothing: words of one deed are one event
    retold     an event with the same party   a sure trigger elsewhere  one more place that tells the event
    alone      -                              a sure trigger            a new event, when the rules know the word for that type
                                                                        or both sides are named: of others most tell no event

Codes are given by the rules of the codebooks in every case. `LIMITS` holds the scores that decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from musnad.claims.modality import ModalityReader
from musnad.codebook import CodedEvent, Party
from musnad.events.barred import Barred
from musnad.events.coding import Codes, code
from musnad.events.draft import THE_SUSPECTED
from musnad.events.rules import event_rules
from musnad.languages import Language
from musnad.neural import Predicate, Proposals, Proposed
from musnad.record import Actor, Attribution, Event, Mention, Modality, Place, Reason, Span, Text, TimeValue, item_id
from musnad.record.span import cover
from musnad.text.numbers import Number

RULE = "model.events"


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores (0-1), found on parts kept out of training."""

    alone: float = 0.9  # a trigger without an event of the rules (score times share)
    role: float = 0.75  # a role that the rules left empty
    unseen: float = 0.1  # below this a trigger of the rules is doubted
    doubt: float = 0.7  # what its score is multiplied by then


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Known:
    """What the rooms before have found in the text."""

    text: Text
    mentions: Sequence[Mention]
    actors: Sequence[Actor]
    places: Sequence[Place]
    times: Sequence[TimeValue]
    numbers: Sequence[Number]
    attributions: Sequence[Attribution]


@dataclass(frozen=True, slots=True)
class Filled:
    """Roles of a predicate as ids of the record."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    instrument: Span | None = None


def with_proposed(
    events: Sequence[Event], said: Proposals | None, known: Known, language: Language, limits: Limits = LIMITS
) -> tuple[Event, ...]:
    """The events after the tagger was heard, in order of the text. Without proposals they are what they were."""
    if said is None or not language.has("events"):
        return tuple(events)
    return _Room(events, said, known, language, limits).events()


class _Room:
    def __init__(
        self, events: Sequence[Event], said: Proposals, known: Known, language: Language, limits: Limits
    ) -> None:
        self.found, self.said, self.known, self.limits = list(events), said, known, limits
        self.modality = ModalityReader(known.text, known.attributions, language)
        self.rules = event_rules(language)
        self.barred = Barred(known.text, language, known.numbers)
        self.by_id = {a.id: a for a in known.actors}
        self.used = {e.id for e in events}

    def events(self) -> tuple[Event, ...]:
        told = {id(p): self._at(p) for p in self.said.triggers}
        rules = [self._judged(e) for e in self.found]
        for predicate in self.said.triggers:
            sure = predicate.score * predicate.share >= self.limits.alone
            if sure and told[id(predicate)] is None:
                self._alone(predicate, rules)
        return tuple(sorted(rules, key=lambda e: (e.trigger.start, e.id)))

    def _knows(self, predicate: Predicate) -> bool:
        """Do the rules know a word of the trigger for its type? They may have missed the event in it; words that they do not
        know, or for another type, are seldom triggers at all."""
        folds = (t.fold for t in self.known.text.tokens[predicate.first : predicate.last])
        entries = (r.entry for fold in folds for r in self.rules.lexicon.readings(fold))
        return any(e.section == "triggers" and e.data["type"] == predicate.label for e in entries)

    def _at(self, predicate: Predicate) -> int | None:
        """Which event of the rules stands on the predicate's words?"""
        span = self._span(predicate)
        return next((k for k, e in enumerate(self.found) if e.trigger.overlaps(span)), None)

    def _judged(self, event: Event) -> Event:
        """An event of the rules with the tagger's word on it."""
        words = self.known.text.tokens_in(event.trigger)
        said = [p for p in self.said.triggers if p.first < words.stop and words.start < p.last]
        if not said:
            seen = self.said.inside("triggers", words.start, words.stop)
            if seen >= self.limits.unseen:
                return event
            part = Reason(RULE, "the tagger saw no event here", (event.trigger,), round(1 - seen, 4))
            return _with_reason(event, event.reason.score * self.limits.doubt, part)
        best = max(said, key=lambda p: p.score)
        grown = 1 - (1 - event.reason.score) * (1 - best.score)
        return self._completed(_with_reason(event, grown, self._reason(best)), self._filled(best))

    def _completed(self, event: Event, roles: Filled) -> Event:
        """Roles that the rules left empty; nobody becomes both actor and recipient."""
        known = event.reason.rule in self.rules.doerless or any(p.rule == THE_SUSPECTED for p in event.reason.parts)
        given = () if known else roles.actors  # nobody is made the doer of what another is suspected of
        actors = event.actors or tuple(a for a in given if a not in event.recipients)
        recipients = event.recipients or tuple(a for a in roles.recipients if a not in actors)
        return replace(
            event, actors=actors, recipients=recipients, place=event.place or roles.place, time=event.time or roles.time,
            instrument=event.instrument or roles.instrument,
        )  # fmt: skip

    def _alone(self, predicate: Predicate, events: list[Event]) -> None:
        """A trigger that no rule knows: a further telling of a known event, or a new one."""
        roles, span = self._filled(predicate), self._span(predicate)
        if any(e.trigger.overlaps(span) for e in events) or any(_tells(e, predicate, span) for e in events):
            return
        if self._carries(predicate, events):
            return
        k = next((k for k, e in enumerate(events) if self._retold(e, predicate, roles)), None)
        if k is not None:
            part = self._reason(predicate)
            evidence = (*events[k].evidence, self._evidence(predicate))
            events[k] = replace(_with_reason(events[k], events[k].reason.score, part), evidence=evidence)
            return
        if (roles.actors and roles.recipients) or self._knows(predicate):
            modality = self.modality.find(span, ())
            bare = not (roles.actors or roles.recipients or roles.place or roles.time or roles.instrument)
            if not self.barred.bars(predicate.first, predicate.last, predicate.label, modality, bare=bare):
                events += self._new(predicate, roles, modality)

    def _carries(self, predicate: Predicate, events: Sequence[Event]) -> bool:
        """Is it the verb that carries a deed of that type behind it ("launched | raids")?"""
        tokens, span = self.known.text.tokens[predicate.first : predicate.last], self._span(predicate)
        if not all(any(r.entry.section == "light" for r in self.rules.lexicon.readings(t.fold)) for t in tokens):
            return False
        sentence = self._sentence(span)
        return any(
            e.type == predicate.label and e.trigger.start >= span.end and self._sentence(e.trigger) == sentence for e in events
        )

    def _retold(self, event: Event, predicate: Predicate, roles: Filled) -> bool:
        if event.type != predicate.label or self._sentence(event.trigger) == self._sentence(self._span(predicate)):
            return False
        shared = {*event.actors, *event.recipients} & {*roles.actors, *roles.recipients}
        other_time = event.time and roles.time and event.time != roles.time
        return bool(shared) and not other_time

    def _sentence(self, span: Span) -> int:
        found = self.known.text.sentence_at(span.start)
        return found.first if found else -1

    def _new(self, predicate: Predicate, roles: Filled, modality: Modality) -> Iterator[Event]:
        span = self._span(predicate)
        country = next((p.country for p in self.known.places if p.id == roles.place), None)
        coded = CodedEvent(
            predicate.label, None, (), self._parties(roles.actors), self._parties(roles.recipients), None,
            modality.status, modality.polarity, frozenset(), country, None,
        )  # fmt: skip
        for codes in code(coded):
            yield Event(
                self._id(codes, span), span, codes.type, codes.mode, codes.contexts, codes.cameo, codes.acled, codes.ucdp,
                roles.actors, roles.recipients, roles.instrument, roles.place, roles.time, (), modality, "",
                (self._evidence(predicate),), replace(self._reason(predicate), parts=codes.reasons),
            )  # fmt: skip

    def _id(self, codes: Codes, span: Span) -> str:
        made, n = item_id("event", codes.type, span), 0
        while made in self.used:
            n += 1
            made = item_id("event", codes.type, span, n)
        self.used.add(made)
        return made

    def _parties(self, ids: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(a.kind, a.sectors, a.country) for i in ids if (a := self.by_id.get(i)))

    def _filled(self, predicate: Predicate) -> Filled:
        """The predicate's roles as actors, place and time of the record; roles that name none of them are left out."""
        of: dict[str, list[Proposed]] = {}
        for role in self._roles(predicate):
            of.setdefault(role.label, []).append(role)
        actors = self._actors(of.get("actor", ()))
        recipients = tuple(a for a in self._actors(of.get("recipient", ())) if a not in actors)
        place = next((p for r in of.get("place", ()) if (p := self._place(r))), None)
        time = next(
            (t.id for r in of.get("time", ()) for t in self.known.times if self._role_span(r).overlaps(t.span)), None
        )
        instrument = next((m.span for r in of.get("instrument", ()) if (m := self._mention(r, ("weapon",)))), None)
        return Filled(actors, recipients, place, time, instrument)

    def _actors(self, roles: Sequence[Proposed]) -> tuple[str, ...]:
        found = [m.actor for r in roles if (m := self._mention(r)) and m.actor in self.by_id]
        return tuple(dict.fromkeys(str(a) for a in found))

    def _mention(self, role: Proposed, kinds: tuple[str, ...] = ()) -> Mention | None:
        """The mention that shares most with the role's words: its core must lie in them."""
        span = self._role_span(role)
        near = [m for m in self.known.mentions if m.head.overlaps(span) and (m.kind in kinds if kinds else m.actor)]
        return max(near, key=lambda m: (_shared(m.span, span), -m.head.start), default=None)

    def _place(self, role: Proposed) -> str | None:
        span = self._role_span(role)
        heads = {m.id: m.head for m in self.known.mentions}
        return next((p.id for p in self.known.places if p.mention in heads and heads[p.mention].overlaps(span)), None)

    def _roles(self, predicate: Predicate) -> Iterator[Proposed]:
        """The sure roles that stand in the predicate's paragraph, and in no later sentence: who did it, and where, is not said
        there. Doers and receivers stand in its own sentence: of eleven from sentences before, on the corpus' dev part, two
        or three were right, and one made somebody accused whom nobody had accused."""
        text = self.known.text
        sentence = text.sentence_at(self._span(predicate).start)
        for role in predicate.roles:
            whole = cover([self._span(predicate), self._role_span(role)])
            later = sentence is not None and role.first >= sentence.last
            earlier = sentence is not None and role.first < sentence.first and role.label in ("actor", "recipient")
            if role.score >= self.limits.role and not (later or earlier) and "\n" not in whole.of(text.document.text):
                yield role

    def _role_span(self, role: Proposed) -> Span:
        return self.known.text.span_of(role.first, role.last)

    def _span(self, predicate: Predicate) -> Span:
        return self.known.text.span_of(predicate.first, predicate.last)

    def _evidence(self, predicate: Predicate) -> Span:
        """From the first to the last word of the trigger and of whom its roles name."""
        spans = [self._span(predicate)]
        for role in self._roles(predicate):
            named = self._mention(role)
            spans += [self._role_span(role), *([named.span] if named else [])]
        return cover(spans)

    def _reason(self, predicate: Predicate) -> Reason:
        says = f"the tagger read a trigger of the type {predicate.label}"
        return Reason(RULE, says, (self._span(predicate),), round(predicate.score * predicate.share, 4))


def _tells(event: Event, predicate: Predicate, span: Span) -> bool:
    """Does the event's own clause hold the trigger? Words of one deed in one clause are one event."""
    return event.type == predicate.label and any(e.overlaps(span) for e in event.evidence)


def _with_reason(event: Event, score: float, part: Reason) -> Event:
    return replace(
        event, reason=replace(event.reason, score=round(min(score, 1.0), 3), parts=(*event.reason.parts, part))
    )


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
