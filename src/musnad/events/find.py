"""find_events: what happened?

Sentence by sentence: triggers in their sense, roles around them, words of one deed joined, tolls, modality, place and time,
codes; then events told twice are put together, and the speech acts of attributions are added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from musnad.actors.codes import code_actor_phrase
from musnad.claims.modality import ModalityReader
from musnad.events.coding import Codes, attempted, code, describe, said_all_the_same
from musnad.events.draft import Draft, clause_span
from musnad.events.drafting import make_drafts
from musnad.events.merge import Told, merge
from musnad.events.people import SHARED, Cast, announcers, assign, known_sets, make_cast, name_ends, name_tokens
from musnad.events.roles import members
from musnad.events.rules import EventRules, event_rules
from musnad.events.scan import view
from musnad.events.score import owned, score, takes_up, told_as_event
from musnad.events.speech import speech_acts
from musnad.events.where_when import (
    Before,
    Located,
    carried,
    find_place,
    find_time,
    place_spans,
    still_ahead,
    time_spans,
)
from musnad.languages import Language
from musnad.mentions.phrases import Phrase
from musnad.record import (
    Actor,
    Attribution,
    Event,
    Mention,
    Modality,
    Place,
    Reason,
    Sentence,
    Text,
    TimeValue,
    changed,
    item_id,
)
from musnad.text.numbers import Number


def find_events(
    text: Text, mentions: Sequence[Mention], actors: Sequence[Actor], places: Sequence[Place],
    times: Sequence[TimeValue], numbers: Sequence[Number], attributions: Sequence[Attribution], language: Language,
) -> tuple[Event, ...]:  # fmt: skip
    """The events that the text tells, in order of their first telling; `claim` is still "" (the claims room fills it).

    Any of the given sequences may be empty: then types, modes and tolls still come out, actors and places do not.
    Raises BadRule when the language's events.yml is broken.
    """
    if not language.has("events"):
        return ()
    return _Room(text, mentions, actors, places, times, numbers, attributions, language).events()


class _Room:
    """What all sentences of one document share."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], actors: Sequence[Actor], places: Sequence[Place],
        times: Sequence[TimeValue], numbers: Sequence[Number], attributions: Sequence[Attribution], language: Language,
    ) -> None:  # fmt: skip
        self.text, self.language, self.attributions = text, language, attributions
        self.actors, self.numbers = actors, numbers
        self.rules: EventRules = event_rules(language)
        self.cast: Cast = make_cast(text, mentions, actors, places)
        self.places: list[Located] = place_spans(text, places, mentions)
        self.times: list[Located] = time_spans(text, times, mentions)
        self.days = {t.id: (t.earliest, t.latest) for t in times if t.earliest and t.latest}
        self.keys = {p.id: (str(p.gazetteer_id or p.name), p.country, str(p.precision)) for p in places}
        self.countries = {p.id: p.country for p in places}
        self.modality = ModalityReader(text, attributions, language)
        self.known = known_sets(text, mentions)
        self.names = name_tokens(text, mentions, times)
        self.named = name_ends(text, mentions)
        self.timed = sorted({i for t in times for i in text.tokens_in(t.span)})
        self.used: set[str] = set()
        self.dated: Before | None = None

    def events(self) -> tuple[Event, ...]:
        told = [t for k, sentence in enumerate(self.text.sentences) for t in self.sentence(sentence, k)]
        found = merge(told)
        acts = tuple(self._fresh(speech_acts(self.attributions, self.actors, found, self.text, self.rules)))
        return tuple(sorted(found + acts, key=lambda e: (e.trigger.start, e.id)))

    def _fresh(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if event.id not in self.used:
                self.used.add(event.id)
                yield event

    def sentence(self, sentence: Sentence, number: int) -> Iterator[Told]:
        seen = view(self.text, sentence, self.rules, self.language, self.known, self.names)
        if not seen.triggers:
            return
        seen.named = self.named
        inside = [n for n in self.numbers if sentence.first <= n.first < sentence.last]
        timed = self.timed[bisect_left(self.timed, sentence.first) : bisect_left(self.timed, sentence.last)]
        seen.sets.setdefault("event_time", []).extend(timed)
        for i, hit in seen.people.items():
            if hit.entry.data["side"] == "nation" and i not in self.cast.nations:
                country = code_actor_phrase(self.text.tokens[i].text, self.language).country
                if country:
                    self.cast.nations[i] = country
        for draft in make_drafts(seen, inside, self.rules, self.language):
            yield from self._told(draft, number)

    def _told(self, draft: Draft, number: int) -> Iterator[Told]:
        said = self.modality.find(draft.trigger.span, draft.trigger.hit.reading.feats)
        modality = said_all_the_same(draft, attempted(draft, said))
        draft.roles.recipients, draft.roles.places = self._targets(draft)
        if not told_as_event(draft, modality):
            return
        self._not_the_source(draft)
        actors, recipients, known = assign(draft.roles, self.cast)
        if draft.type in SHARED and draft.governed_by is None:
            together = announcers(draft.trigger.span, self.attributions, self.cast, self.text)
            if together and (not actors or together[0] in actors):  # who announces it together does it together
                actors = tuple(dict.fromkeys((*actors, *(a for a in together if a not in recipients))))
                draft.roles.rules.append("events.roles/announced_by")
        place, place_reason = find_place(draft, self.places, self.language)
        time, time_reason = find_time(draft, self.times, self.dated, modality, number)
        if time is not None and time_reason is not None and time_reason.spans:
            self.dated = carried(time, number, draft.view.sentence.paragraph)
        event = describe(draft, modality, known, self.countries.get(place or ""))
        if still_ahead(draft, time, modality):
            modality = changed(modality, status="planned")  # its type stays: nobody promises anything
        settings = tuple(r for r in (place_reason, time_reason) if r is not None)
        when = None if time is None else time.id
        for codes in code(event):
            made = self._event(draft, codes, modality, actors, recipients, place, when, settings)
            yield Told(
                made, self._parties(draft), takes_up(draft), draft.view.sentence.headline, number,
                self.days.get(when or ""), self.keys.get(place or ""), owned(draft),
            )  # fmt: skip

    def _not_the_source(self, draft: Draft) -> None:
        """Takes from the actors who only says what happened: the source of an attribution that covers the trigger, where
        its content has a subject of its own ("residents said that shells were fired")."""
        if self.language.direction == "rtl" or not draft.roles.actors:
            return
        at, tokens = draft.trigger.span.start, self.text.tokens
        for said in self.attributions:
            if said.source is None or said.content is None or not said.content.start <= at < said.content.end:
                continue
            first = max(self.text.token_at(said.content.start), 0)
            if self.language.is_function(tokens[first].fold, "complementisers"):
                first += 1
            if not self.language.is_function(tokens[first].fold, "pronouns"):
                source = said.source
                draft.roles.actors[:] = [p for p in draft.roles.actors if not source.overlaps(p.head)]

    def _targets(self, draft: Draft) -> tuple[list[Phrase], list[Phrase]]:
        """Recipients that are parties, and those that are places or facilities."""
        parties: list[Phrase] = []
        targets: list[Phrase] = []
        for phrase in draft.roles.recipients:
            place = self.cast.is_place(phrase) and not self.cast.of(phrase)
            (targets if place else parties).append(phrase)
        return parties, [*draft.roles.places, *targets]

    def _event(
        self, draft: Draft, codes: Codes, modality: Modality, actors: tuple[str, ...], recipients: tuple[str, ...],
        place: str | None, time: str | None, settings: tuple[Reason, ...],
    ) -> Event:  # fmt: skip
        trigger = draft.trigger.span
        id_, n = item_id("event", codes.type, trigger), 0
        while id_ in self.used:
            n += 1
            id_ = item_id("event", codes.type, trigger, n)
        self.used.add(id_)
        entry = draft.trigger.cue.entry
        roles = tuple(
            Reason(rule, rule.rpartition("/")[2].replace("_", " ")) for rule in dict.fromkeys(draft.roles.rules)
        )
        joined = tuple(Reason(t.cue.entry.id, f"joined: {t.cue.entry.gloss}", (t.span,)) for t in draft.triggers[1:])
        reason = Reason(
            entry.id, f"{entry.gloss}: {draft.type.lower()}", (trigger,), score(draft, modality),
            roles + joined + settings + codes.reasons,
        )  # fmt: skip
        return Event(
            id_, trigger, codes.type, codes.mode, codes.contexts, codes.cameo, codes.acled, codes.ucdp, actors, recipients,
            draft.instrument.span if draft.instrument else None, place, time, tuple(draft.tolls), modality, "",
            (clause_span(draft),), reason,
        )  # fmt: skip

    def _parties(self, draft: Draft) -> frozenset[str]:
        tokens = self.text.tokens
        phrases = [m for p in (*draft.roles.actors, *draft.roles.recipients) for m in members(p)]
        return frozenset(tokens[i].fold for p in phrases for i in range(p.head_first, p.head_last))
