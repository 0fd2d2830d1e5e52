"""Builds the typed tables from what the YAML files hold, and refuses what contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from musnad.codebook.source import known, need
from musnad.codebook.tables import (
    AcledBook,
    Cameo,
    Entry,
    EventType,
    Mode,
    PartyClass,
    Plover,
    SubEvent,
    Ucdp,
    Vocabulary,
)
from musnad.errors import BadCodebook
from musnad.record.labels import ACTOR_KINDS, STATUSES

Raw = Mapping[str, Any]


def entries(rows: Raw, where: str) -> Mapping[str, Entry]:
    """Rows of `{is: definition, ar: label}` (or `en` for `is`) by code."""
    return MappingProxyType({code: _entry(str(code), row, f"{where}/{code}") for code, row in rows.items()})


def _entry(code: str, row: Raw, where: str) -> Entry:
    definition = row["en"] if "en" in row else need(row, "is", where)
    return Entry(code, definition, need(row, "ar", where))


def _pairs(rows: Mapping[int, list[str]]) -> Mapping[int, tuple[str, str]]:
    return MappingProxyType({code: (row[0], row[1]) for code, row in rows.items()})


def build_plover(raw: Raw) -> Plover:
    """plover.yml. Raises BadCodebook when a mode hangs under a type, or a type on a quad, that does not exist."""
    quads, all_modes = need(raw, "quads", "plover.yml"), need(raw, "modes", "plover.yml")
    for owner in all_modes:
        known(owner, raw["types"], "plover.yml/modes", "event type")
    types = {
        name: EventType(
            name, known(row["quad"], quads, f"plover.yml/{name}", "quad"), bool(row["recipient"]), float(row["score"]),
            row["is"], row["ar"], _modes(name, all_modes.get(name, {})),
        )
        for name, row in need(raw, "types", "plover.yml").items()
    }  # fmt: skip
    return Plover(
        str(raw["version"]), MappingProxyType(types), entries(raw["contexts"], "contexts"),
        entries(raw["sectors"], "sectors"), entries(raw["auxiliary"], "auxiliary"),
        entries(raw["non_states"], "non_states"), MappingProxyType(dict(quads)),
    )  # fmt: skip


def _modes(type_: str, rows: Raw) -> Mapping[str, Mode]:
    found = {}
    for name, row in rows.items():
        score = need(row, "score", f"plover.yml/{type_}/{name}")
        found[name] = Mode(type_, name, None if score is None else float(score), row["is"], row["ar"])
    return MappingProxyType(found)


def build_cameo(raw: Raw) -> Cameo:
    """cameo.yml. Raises BadCodebook when a code has no root or a four-digit code no parent."""
    roots, codes = need(raw, "roots", "cameo.yml"), need(raw, "codes", "cameo.yml")
    for code in codes:
        parent = code[:-1] if len(code) == 4 else code[:2]
        if parent not in codes and parent not in roots:
            raise BadCodebook(f"cameo.yml: code {code} stands under {parent}, which does not exist. Add {parent}.")
    return Cameo(
        str(raw["version"]), entries(roots, "cameo.yml/roots"),
        MappingProxyType({code: row["quad"] for code, row in roots.items()}), MappingProxyType(dict(codes)),
        MappingProxyType({code: row["plover"] for code, row in raw["roles"].items()}),
    )  # fmt: skip


def build_acled(raw: Raw) -> AcledBook:
    """acled.yml. Raises BadCodebook when a sub-event hangs under an event type that does not exist."""
    events, subs = need(raw, "event_types", "acled.yml"), need(raw, "sub_events", "acled.yml")
    found = {name: _sub_event(name, row, events, raw["disorder"]) for name, row in subs.items()}
    return AcledBook(
        version=str(raw["version"]),
        event_types=entries(events, "acled.yml/event_types"),
        sub_events=MappingProxyType(found),
        case=MappingProxyType({sub.case: name for name, sub in found.items()}),
        case_extra=MappingProxyType(dict(raw["case_extra"])),
        inter=_pairs(raw["inter"]),
        interactions=frozenset(raw["interactions"]),
        time_precision=_pairs(raw["time_precision"]),
        geo_precision=_pairs(raw["geo_precision"]),
        regions=MappingProxyType(dict(raw["regions"])),
        toll_words=MappingProxyType(dict(raw["toll_words"])),
    )


def _sub_event(name: str, row: Raw, events: Raw, disorder: Raw) -> SubEvent:
    where = f"acled.yml/{name}"
    owner = known(need(row, "of", where), events, where, "event type")
    keys = [*events[owner]["disorder"], *([row["also"]] if "also" in row else [])]
    kinds = tuple(disorder[known(key, disorder, where, "disorder type")][0] for key in sorted(keys, reverse=True))
    return SubEvent(name, owner, kinds, frozenset(row["flags"]), need(row, "case", where), row["is"], row["ar"])


def build_ucdp(raw: Raw) -> Ucdp:
    """ucdp.yml."""
    types = {code: _entry(row["name"], row, f"ucdp.yml/{code}") for code, row in raw["types"].items()}
    return Ucdp(
        str(raw["version"]), MappingProxyType(types),
        _pairs(raw["date_precision"]), _pairs(raw["where_precision"]), _pairs(raw["clarity"]),
    )  # fmt: skip


def build_vocabulary(raw: Raw, plover: Plover) -> Vocabulary:
    """vocabulary.yml. Raises BadCodebook for a sector, kind or status that does not exist."""
    parties = {}
    for name, row in need(raw, "parties", "vocabulary.yml").items():
        where = f"vocabulary.yml/{name}"
        sectors = [known(sector, plover.sectors, where, "PLOVER sector") for sector in row["sectors"]]
        kinds = [known(kind, ACTOR_KINDS, where, "kind of actor") for kind in row["kinds"]]
        parties[name] = PartyClass(name, frozenset(sectors), frozenset(kinds), frozenset(row["tags"]))
    statuses = frozenset(known(status, STATUSES, "vocabulary.yml/statuses", "status") for status in raw["statuses"])
    tags = MappingProxyType(dict(raw["tags"]))
    return Vocabulary(MappingProxyType(parties), frozenset(raw["instruments"]), statuses, tags)
