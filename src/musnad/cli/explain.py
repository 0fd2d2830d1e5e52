"""`musnad explain`: the reasons behind one item."""

from __future__ import annotations

from pathlib import Path

from musnad.cli.read import receive
from musnad.errors import BadDocument, BadRecord, BadRequest
from musnad.explain import explain
from musnad.intake import Known, Options
from musnad.record import Record


def run(file: str, item: str, known: Known) -> int:
    """Print the explanation. Raises BadRequest when the id (or part of one) fits no item, or several."""
    record = record_of(file, known)
    print(explain(record, whole_id(record, item)))
    return 0


def record_of(file: str, known: Known) -> Record:
    """The record in a JSON file that `musnad read --json` wrote, else the record of the article."""
    stored = _stored(file)
    if stored is not None:
        return stored
    received = next(receive([file], Options(known=known)), None)
    if received is None:
        raise BadDocument(f"{file}: there is no article in it")
    if received.document is None:
        raise received.letter or BadDocument(f"{file}: could not be read")
    from musnad.reader import read

    return read(received.document)


def _stored(file: str) -> Record | None:
    path = Path(file)
    if path.suffix not in (".json", ".jsonl") or not path.is_file():
        return None
    from musnad.record.wire import loads

    try:
        return loads(path.read_text(encoding="utf-8").split("\n", 1)[0])
    except (BadRecord, UnicodeDecodeError):
        return None


def whole_id(record: Record, part: str) -> str:
    """The id that is given, or the only one that contains what is given."""
    items = record.items()
    if part in items:
        return part
    fitting = [i for i in items if part in i]
    if len(fitting) > 1:
        shown = ", ".join(fitting[:6]) + (" ..." if len(fitting) > 6 else "")
        raise BadRequest(f"'{part}' fits {len(fitting)} items ({shown}); give one whole id")
    return fitting[0] if fitting else part
