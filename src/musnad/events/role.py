"""What role finding passes on: the roles found so far, and what a phrase is (armed, civil, counted, a weapon, a time)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from musnad.events.arguments import Walker
from musnad.events.seen import View
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import Span

PARTIES = ("titles", "organizations", "people")  # sections of actors.yml whose nouns act
CREWED = ("aircraft", "helicopter", "drone", "tank", "artillery", "suicide_vest", "firearm")


@dataclass(slots=True)
class Roles:
    """Spans of those who act and those who receive; `rules` name how each was found. Filled by `find_roles`."""

    actors: list[Phrase] = field(default_factory=list)
    recipients: list[Phrase] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    voice: str = ""

    def give(self, role: str, phrases: Iterable[Phrase], rule: str) -> None:
        """Adds phrases to a role; a phrase that has one already keeps it."""
        target = {"actor": self.actors, "recipient": self.recipients, "both": self.actors, "place": self.places}.get(
            role
        )
        if target is None:
            return
        for phrase in phrases:
            if all(p.first != phrase.first for p in (*self.actors, *self.recipients)):
                target.append(phrase)
                self.rules.append(rule)


def members(phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrases coordinated in it (itself when it stands alone)."""
    return phrase.conjuncts or (phrase,)


def spans(phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """Their characters, coordinated phrases one by one."""
    return tuple(dict.fromkeys(m.span for p in phrases for m in members(p)))


def is_time(phrase: Phrase, view: View) -> bool:
    return all(i in view.sets.get("event_time", ()) for i in range(phrase.first, phrase.last))


def is_weapon(phrase: Phrase, view: View) -> bool:
    """Is the phrase's head a bomb, shell or other thing that nobody is (aircraft and tanks stand for their crews)?"""
    heads = range(phrase.head_first, phrase.head_last)
    return any(h.first in heads and h.entry.data["instrument"] not in CREWED for h in view.instruments)


def is_no_party(phrase: Phrase, view: View) -> bool:
    """Is it a reflexive or a wound ("themselves", "with wounds"), which names nobody?"""
    stopped = view.sets.get("stopper", ())
    return all(i in stopped for i in range(phrase.head_first, phrase.head_last))


def points(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is it only a demonstrative or article, whose noun is a time or deed ("this month")?"""
    return all(
        walker.language.is_function(view.text.tokens[i].fold, "articles", "demonstratives")
        for i in range(phrase.first, phrase.last)
    )


def side_of(phrase: Phrase, view: View) -> str:
    """armed | civil | "": on which side does the phrase's head (or its first known noun) stand?"""
    for i in (*range(phrase.head_first, phrase.head_last), *range(phrase.first, phrase.last)):
        hit = view.people.get(i)
        if hit:
            side: str = hit.entry.data["side"]
            return side
    return ""


def names(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does the phrase name or describe somebody: a capital, or a noun for people or a body?"""
    know, tokens = words(walker.language), view.text.tokens
    return any(
        i in view.people
        or tokens[i].text[:1].isupper()
        or know(tokens[i].fold).section in PARTIES
        for i in range(phrase.first, phrase.last)
    )


def is_collective(phrase: Phrase, view: View) -> bool:
    """Is the phrase's head a body (army, movement), which acts more often than it suffers?"""
    return any(i in view.collective for i in range(phrase.head_first, phrase.head_last))


def is_counted(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Does the phrase begin with a number ("12 people")?"""
    token = view.text.tokens[phrase.first]
    return (
        token.kind == "number"
        or walker.language.is_function(token.fold, "quantifiers")
        or phrase.first in view.sets.get("numbers", ())
    )
