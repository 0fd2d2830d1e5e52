"""The work of `musnad resolve` and `musnad judge`."""

from __future__ import annotations

from musnad.cli.archiving import archive_at, progress_of
from musnad.cli.letters import complain
from musnad.errors import BadRequest

VERDICTS = ("same", "different", "unsure")


def run_resolve(where: str | None, everything: bool) -> int:
    """Propose anew what new documents and judgements touch."""
    from musnad.archive import user
    from musnad.resolve.run import resolve

    with archive_at(where) as archive, progress_of("documents") as move:
        done = resolve(archive, user(), everything=everything, step=lambda done, left: move(done.documents, left))
    if not done.documents:
        complain("nothing is new since the last run")
    else:
        complain(f"looked at {done.documents} documents; proposed {done.stories} stories and {done.entities} entities")
    return 0


def run_judge(where: str | None, verdict: str, subjects: list[str], why: str | None) -> int:
    """Append a judgement, or undo one. Raises BadRequest."""
    from musnad.archive import user
    from musnad.archive.judging import judge, undo

    with archive_at(where) as archive, archive.writing() as session:
        if verdict == "undo":
            if len(subjects) != 1 or not subjects[0].isdecimal():
                raise BadRequest("judge undo NUMBER: give the number of one judgement.")
            made = undo(session, user(), int(subjects[0]), why)
        else:
            left, right = _pair(verdict, subjects)
            made = judge(session, user(), left[0], left[1], verdict, why=why, other=right)
        number = made.id
    complain(f"judgement {number}: {verdict}; `musnad resolve` puts it into effect, `musnad judge undo {number}` takes it back")
    return 0


def _pair(verdict: str, subjects: list[str]) -> tuple[tuple[int, str], tuple[int, str]]:
    """Two subjects: both items, or both whole documents. Raises BadRequest."""
    if verdict not in VERDICTS:
        raise BadRequest(f"judge {verdict}: give {', '.join(VERDICTS)} or undo.")
    if len(subjects) != 2:
        raise BadRequest(f"judge {verdict} takes two subjects, such as 12:actor:person:3-15 and 15:actor:person:0-9.")
    left, right = (_subject(s) for s in subjects)
    if bool(left[1]) != bool(right[1]):
        raise BadRequest("judge two actors or two documents, not an actor and a document.")
    if left == right:
        raise BadRequest("the two subjects are one and the same.")
    return left, right


def _subject(said: str) -> tuple[int, str]:
    number, _, item = said.partition(":")
    if not number.isdecimal():
        raise BadRequest(f"{said[:60]!r}: give DOCUMENT:ITEM, such as 12:actor:person:3-15, or a document's number.")
    return int(number), item
