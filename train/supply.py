"""Names that no training text holds, to put in the place of those that it does: towns of the world, listed bodies, and
persons made up from lists of given and family names. A net that has seen ten thousand names learns what stands around them."""

from __future__ import annotations

import functools
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

import musnad
from musnad.gazetteer import geonames

HOUSE = Path(musnad.__file__).parent
JOINED = 0.12  # share of Arabic names that get a joined word before them ("and", "in", "for")
PARTICLES = ("و", "ب", "ل")
ARTICLE = "ال"
GIVEN = (1, 1, 1, 1, 2, 2, 3)  # given names before the family name, drawn at random; three-part names are usual in Arabic
Names = list[list[str]]


class Supply:
    """`name(language, labels, draw)`: the words of a name that could bear one of the labels; None when there is none."""

    def __init__(self) -> None:
        self._given, self._family = _person_names()
        self._other = _listed()

    def name(self, language: str, labels: tuple[str, ...], draw: random.Random) -> list[str] | None:
        label = draw.choice(labels)
        made = self._person(language, draw) if label == "person" else _drawn(self._other[language, label], draw)
        if made and language == "ar" and draw.random() < JOINED:
            return [_joined(draw.choice(PARTICLES), made[0]), *made[1:]]
        return made

    def _person(self, language: str, draw: random.Random) -> list[str] | None:
        """Given names and a family name of one part of the world; sometimes one of the two alone."""
        region = draw.choice(sorted(self._given[language]))
        given, family = self._given[language][region], self._family[language][region == "western"]
        if draw.random() < 0.12:
            return draw.choice(family)
        first = [w for name in draw.sample(given, draw.choice(GIVEN) if language == "ar" else 1) for w in name]
        return first if draw.random() < 0.08 else [*first, *draw.choice(family)]


@functools.cache
def supply() -> Supply:
    """The supply, read once."""
    return Supply()


def _drawn(names: Names, draw: random.Random) -> list[str] | None:
    return draw.choice(names) if names else None


def _joined(particle: str, word: str) -> str:
    if particle == "ل" and word.startswith(ARTICLE):
        return "لل" + word[len(ARTICLE) :]
    return particle + word


def _person_names() -> tuple[dict[str, dict[str, Names]], dict[str, dict[bool, Names]]]:
    """Given names by language and region, family names by language and whether they are foreign ones, of names.yml."""
    lists = yaml.safe_load((HOUSE / "languages/ar/names.yml").read_text(encoding="utf-8"))
    given: dict[str, dict[str, Names]] = {"ar": {}, "en": {}}
    family: dict[str, dict[bool, Names]] = {"ar": {}, "en": {}}
    for region, of in lists["given"].items():
        for language, names in _both(of).items():
            given[language][region] = names
    for foreign in (False, True):
        of = ", ".join(v for k, v in lists["surnames"].items() if (k == "foreign") is foreign and k != "titles")
        for language, names in _both(of).items():
            family[language][foreign] = names
    return given, family


def _both(entries: str) -> dict[str, Names]:
    """`name = Latin spelling, …` -> the words of both."""
    pairs = [e.split("=") for e in entries.split(",") if "=" in e]
    return {"ar": [p[0].split() for p in pairs], "en": [p[1].split() for p in pairs]}


def _listed() -> dict[tuple[str, str], Names]:
    """Places of GeoNames and bodies of the registry by language and kind."""
    found: dict[tuple[str, str], Names] = defaultdict(list)
    for town, _ in geonames.cities():
        found["en", "place"].append(town.name.split())
        if town.arabic:
            found["ar", "place"].append(town.arabic.split())
    bodies: list[dict[str, Any]] = yaml.safe_load((HOUSE / "actors/registry/organizations.yml").read_text(encoding="utf-8"))
    for body in bodies:
        for language in ("ar", "en"):
            found[language, body["kind"]] += [str(name).split() for name in body.get(language, ())]
    return found
