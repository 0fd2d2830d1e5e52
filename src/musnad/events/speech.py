"""Speech acts: attributions whose stance is itself a political act (accuse, threaten, demand ...) are events of the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.codebook import CodedEvent, Party
from musnad.events.coding import code
from musnad.events.rules import EventRules
from musnad.record import Actor, Attribution, Event, Modality, Reason, Text, item_id

# stance -> PLOVER type and mode. What is only said, believed or foretold is no act of its own.
ACTS: dict[str, tuple[str, str | None]] = {
    "accuse": ("ACCUSE", "allege"),
    "condemn": ("ACCUSE", "disapprove"),
    "threaten": ("THREATEN", None),
    "demand": ("REQUEST", None),
    "deny": ("REJECT", None),
    "promise": ("AGREE", None),
}


def speech_acts(
    attributions: Sequence[Attribution], actors: Sequence[Actor], found: Sequence[Event], text: Text, rules: EventRules
) -> Iterator[Event]:
    """Events for the acts that no trigger told. Where the event rules know the cue as a trigger of that very act and did not
    take it ("warned of famine"), its sense is another one."""
    known = {a.id: a for a in actors}
    told = [e.trigger for e in found]
    for attribution in attributions:
        act = ACTS.get(attribution.stance)
        if act is None or any(t.overlaps(attribution.cue) for t in told) or attribution.source_kind == "implicit":
            continue
        if _refused(act[0], attribution, text, rules):
            continue
        speaker = known.get(attribution.actor or "")
        parties = (Party(speaker.kind, speaker.sectors, speaker.country),) if speaker else ()
        for codes in code(CodedEvent(act[0], act[1], actors=parties)):
            yield Event(
                item_id("event", codes.type, attribution.cue), attribution.cue, codes.type, codes.mode, codes.contexts,
                codes.cameo, codes.acled, codes.ucdp, (speaker.id,) if speaker else (), (), None, None, None, (),
                Modality(), "", (attribution.cue,),
                Reason(
                    "events.speech/stance", f"an attribution with the stance {attribution.stance} is an act of its speaker",
                    (attribution.cue,), 0.7, codes.reasons,
                ),
            )  # fmt: skip


def _refused(type_: str, attribution: Attribution, text: Text, rules: EventRules) -> bool:
    """Is the cue a trigger of this type, which did not fit here?"""
    readings = (r for i in text.tokens_in(attribution.cue) for r in rules.lexicon.readings(text.tokens[i].fold))
    return any(r.entry.section == "triggers" and rules.cues[id(r.entry)].type == type_ for r in readings)
