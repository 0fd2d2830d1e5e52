"""Speech acts: attributions whose stance is itself a political act (accuse, threaten, demand ...) are events of the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.codebook import CodedEvent, Party
from musnad.events.coding import code
from musnad.record import Actor, Attribution, Event, Modality, Reason, item_id

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
    attributions: Sequence[Attribution], actors: Sequence[Actor], found: Sequence[Event]
) -> Iterator[Event]:
    """Events for the acts that no trigger told."""
    known = {a.id: a for a in actors}
    told = [e.trigger for e in found]
    for attribution in attributions:
        act = ACTS.get(attribution.stance)
        if act is None or any(t.overlaps(attribution.cue) for t in told) or attribution.source_kind == "implicit":
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
