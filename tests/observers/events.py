"""What the events room finds in a case: type, mode, codes, roles as their words, tolls, modality."""

from __future__ import annotations

from typing import Any

from musnad import document
from musnad.events import find_events
from musnad.events.sentence import sentence_events
from musnad.languages import Language
from musnad.text import split_text
from musnad.text.numbers import find_numbers


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    """One row per event. `actors` and `recipients` are the words of the role phrases around its trigger."""
    text = split_text(document(case["text"], language=language.code, title=case.get("title")), language)
    told = text.document.text
    roles = {r.trigger: r for r in sentence_events(text, language)}
    found = []
    for event in find_events(text, (), (), (), (), find_numbers(text, language), (), language):
        sides = roles.get(event.trigger)
        found.append(
            {
                "trigger": event.trigger.of(told),
                "type": event.type,
                "mode": event.mode,
                "acled": event.acled.sub_event_type if event.acled else None,
                "cameo": event.cameo,
                "ucdp": event.ucdp,
                "actors": [s.of(told) for s in sides.actors] if sides else [],
                "recipients": [s.of(told) for s in sides.recipients] if sides else [],
                "instrument": event.instrument.of(told) if event.instrument else None,
                "tolls": [{"effect": t.effect, "low": t.low, "high": t.high} for t in event.tolls],
                "status": event.modality.status,
                "polarity": event.modality.polarity,
                "evidence": len(event.evidence),
            }
        )
    return found
