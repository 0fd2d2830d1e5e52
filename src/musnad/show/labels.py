"""The interface's words (labels.yml), English and Arabic."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from musnad.rules import ListOf, MapOf, Text, load_rules

INTERFACES = ("en", "ar")


@dataclass(frozen=True, slots=True)
class Words:
    """`words("status", "failed")` in one interface language; a label without words is shown as it is."""

    interface: str
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def rtl(self) -> bool:
        """Does the interface run from right to left?"""
        return self.interface == "ar"

    def __call__(self, table: str, label: str, otherwise: str | None = None) -> str:
        found = self.tables.get(table, {}).get(label)
        if found:
            return found[INTERFACES.index(self.interface)]
        return label if otherwise is None else otherwise


@functools.cache
def words(interface: str) -> Words:
    """The words of the interface "en" or "ar"."""
    data = load_rules(Path(__file__).with_name("labels.yml"), MapOf(MapOf(ListOf(Text()))))
    return Words(interface, data)
