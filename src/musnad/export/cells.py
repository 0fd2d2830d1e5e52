"""Cells of CSV and TSV: no formula runs, no line breaks a row, the same everywhere."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any, *, inner: str = "; ") -> str:
    """A value as a cell: None is empty, a sequence joined by `inner`, text that a spreadsheet would run is quoted with '.

    Numbers stay numbers (a minus before digits is no formula)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value) if isinstance(value, float) else str(value)
    if isinstance(value, tuple | list):
        return cell(inner.join(str(v) for v in value if v is not None))
    text = " ".join(str(value).split())
    return f"'{text}" if str(value).startswith(_FORMULA) or text.startswith(_FORMULA) else text


class Table:
    """A CSV or TSV file written row by row."""

    def __init__(self, out: TextIO, columns: Sequence[str], *, tabs: bool = False, bom: bool = False, head: bool = True) -> None:
        if bom:
            out.write("\ufeff")
        self.columns = tuple(columns)
        dialect = {"delimiter": "\t", "quoting": csv.QUOTE_MINIMAL} if tabs else {}
        self._writer = csv.writer(out, lineterminator="\n", **dialect)  # type: ignore[arg-type]
        if head:
            self._writer.writerow(self.columns)

    def row(self, values: dict[str, Any]) -> None:
        """Write the columns of a row; a column that is not there is empty, a value without a column is a defect."""
        unknown = values.keys() - set(self.columns)
        if unknown:
            raise KeyError(f"no such column: {', '.join(sorted(unknown))}")
        self._writer.writerow([cell(values.get(name)) for name in self.columns])

    def rows(self, many: Iterable[dict[str, Any]]) -> None:
        """Write many rows."""
        for values in many:
            self.row(values)
