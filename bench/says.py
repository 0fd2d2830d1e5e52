"""Who says so, and with which reservation: attribution, polnear, modality."""

from __future__ import annotations

from collections.abc import Iterator

from bench.common import Row, record_of, records, shown


def attribution(rows: list[Row]) -> Iterator[Row]:
    for row, record in records(rows):
        found = []
        for a in record.attributions if record else ():
            text = row["text"]
            found.append(
                {
                    "cue": shown(a.cue, text),
                    "source": shown(a.source, text),
                    "source_head": shown(a.head, text),
                    "source_type": a.source_kind,
                    "via": [shown(v, text) for v in a.via],
                    "content": shown(a.content, text),
                    "quotation": a.quotation,
                    "stance": a.stance,
                }
            )
        yield {"id": row["id"], "attributions": found}


def polnear(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        record = record_of(row, "en", published=row.get("date"))
        found = [
            {
                "source": [shown(a.source, row["text"])] if a.source else [],
                "cue": [shown(a.cue, row["text"])],
                "content": [shown(a.content, row["text"])] if a.content else [],
            }
            for a in (record.attributions if record else ())
        ]
        yield {"id": row["id"], "attributions": found}


def modality(rows: list[Row]) -> Iterator[Row]:
    for row, record in records(rows):
        found = [
            {
                "start": e.trigger.start,
                "end": e.trigger.end,
                "polarity": e.modality.polarity,
                "status": e.modality.status,
                "certainty": e.modality.certainty,
            }
            for e in (record.events if record else ())
        ]
        yield {"id": row["id"], "events": found}
