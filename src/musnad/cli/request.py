"""What the user typed about how to take articles in, checked before anything is opened."""

from __future__ import annotations

from collections.abc import Mapping

from musnad.errors import BadRequest
from musnad.intake import Known, Options
from musnad.intake.kinds import KINDS

DATE_ORDERS = ("dmy", "mdy")


def options_of(
    known: Mapping[str, str | None], fields: list[str], date_order: str | None, kind: str | None, charset: str | None
) -> Options:
    """The options of intake. Raises BadRequest for a value that there is not."""
    if date_order is not None and date_order not in DATE_ORDERS:
        raise BadRequest(f"--date-order {date_order}: give {' or '.join(DATE_ORDERS)}")
    if kind is not None and kind not in KINDS:
        raise BadRequest(f"--kind {kind}: the kinds are {', '.join(KINDS)}")
    return Options(
        known=Known(**known), kind=kind, charset=charset, fields=fields_of(fields), date_order=date_order
    )  # fmt: skip


def fields_of(pairs: list[str]) -> dict[str, str]:
    """The options `--field NAME=FIELD` as a mapping. Raises BadRequest."""
    made = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise BadRequest(f"--field {pair}: expected NAME=FIELD, such as text=content")
        made[name] = value
    return made
