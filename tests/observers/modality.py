"""What the claims room says of the modality of each trigger that a case names: one mapping for each, in their order.

The form of the trigger comes from the events lexicon, as the events room hands it over; an unknown word has no form."""

from __future__ import annotations

from typing import Any

from musnad.claims import find_attributions
from musnad.claims.modality import find_modality
from musnad.events.rules import event_rules
from musnad.intake import document
from musnad.languages import Language
from musnad.record import Span, Text
from musnad.text import split_text


def observe(language: Language, case: dict[str, Any]) -> list[dict[str, object]]:
    text = split_text(document(case["text"], language=language.code, title=case.get("title")), language)
    attributions = find_attributions(text, (), (), language)
    found: list[dict[str, object]] = []
    for item in case["expect"]:
        start = text.document.text.find(item["trigger"])
        if start < 0:
            continue
        trigger = Span(start, start + len(item["trigger"]))
        modality = find_modality(text, trigger, _form(text, trigger, language), attributions, language)
        labels = {"polarity": modality.polarity, "status": modality.status, "certainty": modality.certainty}
        found.append({"trigger": item["trigger"], **labels})
    return found


def _form(text: Text, trigger: Span, language: Language) -> tuple[str, ...]:
    hit = event_rules(language).lexicon.longest(text.tokens, text.token_at(trigger.start))
    return hit.reading.feats if hit else ()
