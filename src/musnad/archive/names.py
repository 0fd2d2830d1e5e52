"""Finding names: by all of their words, in any spelling that folds to the same (`musnad.archive.folding.fold_name`)."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from musnad.archive.folding import fold_name
from musnad.archive.models import Names, NameWords
from musnad.errors import BadRequest


def names_like(name: str) -> Select[int]:
    """A select of the numbers of all names that hold every word of `name`. Raises BadRequest when it has no word."""
    words = list(dict.fromkeys(fold_name(name).split()))
    if not words:
        raise BadRequest(f"{name[:60]!r} has no word in it: give a name or a part of one.")
    asked = select(NameWords.name_id).where(NameWords.word.in_(words))
    return asked.group_by(NameWords.name_id).having(func.count() == len(words)) if len(words) > 1 else asked


def names_exactly(name: str) -> Select[int]:
    """A select of the numbers of all names that fold to the same as `name`."""
    return select(Names.id).where(Names.fold == fold_name(name))
