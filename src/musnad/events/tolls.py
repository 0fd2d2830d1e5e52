"""Tolls: how many were killed, wounded, detained ..., and who are they?"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.arguments import Walker
from musnad.events.role import members
from musnad.events.roles import Roles
from musnad.events.seen import Trigger, View
from musnad.mentions.phrases import Phrase
from musnad.mentions.words import words
from musnad.record import Span, Toll
from musnad.text.numbers import Number

BEFORE_NOUN = 3  # tokens between a number and the word of effect that it counts ("dozens of people dead")
AFTER = 3  # tokens after a trigger within which its number stands
FAR = 14  # and a number that counts people ("killed during it 146 civilians")
DENIED = 3  # tokens before a verb within which a negation denies it
MOST = 1_000_000  # larger numbers in news of one event are money or population
YEARS = range(1900, 2100)  # four bare digits are a year, not people
ACTION = ("masdar",)  # what is counted stands after a noun of action, before other nouns


def find_toll(
    view: View, trigger: Trigger, roles: Roles, numbers: Sequence[Number], walker: Walker
) -> tuple[Toll | None, bool]:
    """The toll that an effect trigger states, and whether a number says it (not only the form of a noun)."""
    effect = trigger.cue.effect
    if effect is None:
        return None, False
    phrase = roles.recipients[0] if roles.recipients else None
    if denied(view, trigger, phrase, walker) or (phrase is not None and phrase.head_first in view.sets.get("thing_n", ())):
        return None, False
    counts = [n for n in numbers if n.kind == "cardinal" and (n.low or 0) <= MOST and _plain(view, n)]
    number = _number(view, trigger, roles, counts, walker)
    if number is None:
        return _uncounted(view, trigger, phrase, counts, walker), False
    low = int(number.low) if number.low is not None else None
    high = int(number.high) if number.high is not None else None
    others = _others_counted(phrase, number, counts, view, walker)
    if others is not None and low is not None:
        low, high = low + others, high + others if high is not None else None
    return Toll(effect, _who(view, phrase, number, walker), low, high, _span(view, trigger, phrase, number)), True


def denied(view: View, trigger: Trigger, phrase: Phrase | None, walker: Walker) -> bool:
    """Is it said that it did not happen ("nobody was hurt", "no civilians were injured")?"""
    tokens, language = view.text.tokens, walker.language
    first = max(view.sentence.first, trigger.first - (DENIED if language.direction == "ltr" else 1))
    before = [i for i in range(first, trigger.first) if not _between(view, i + 1, trigger.first, walker)]
    if phrase is not None and phrase.first < trigger.first:
        before.append(phrase.first)
    return trigger.verb and any(
        language.is_function(tokens[i].fold, "negators") and tokens[i].kind == "word" for i in before
    )


def _number(view: View, trigger: Trigger, roles: Roles, counts: Sequence[Number], walker: Walker) -> Number | None:
    """The number that counts whom the trigger concerns."""
    phrase = roles.recipients[0] if roles.recipients else None
    action = trigger.hit.reading.feats[0] in ACTION and not trigger.verb
    suffers = "passive" in trigger.hit.reading.feats and (phrase is None or roles.voice == "passive")
    noun = not trigger.verb or (suffers and walker.language.direction == "ltr")
    before = _before(view, trigger, counts, 0 if action else BEFORE_NOUN, walker) if noun else None
    if before is not None and not action:
        behind = "ing" in trigger.hit.reading.feats and phrase is not None and phrase.first >= trigger.last
        # ("two men of killing | five soldiers")
        return (_inside(phrase, counts) if behind else None) or before
    if phrase is not None and phrase.last <= trigger.first and trigger.verb:
        direct = _after(view, trigger, [n for n in counts if n.first == trigger.last], walker)
        if direct is not None:  # "... and injured dozens"
            return direct
    inside = _inside(phrase, counts)
    if inside is not None and phrase is not None and not _part(view, phrase.first - 1, walker):
        return inside
    if inside is None and (phrase is None or not _people(view, phrase)):
        after = _after(view, trigger, counts, walker)
        if after is not None:
            return after
    return before


def _before(view: View, trigger: Trigger, counts: Sequence[Number], most: int, walker: Walker) -> Number | None:
    """The number before a noun ("13 dead"); what "and" begins is counted after it."""
    if trigger.hit.reading.pre[:1] in walker.language.conjunctions and trigger.hit.reading.pre:
        return None
    near = [
        n for n in counts if 0 <= trigger.first - n.last <= most and not _between(view, n.last, trigger.first, walker)
    ]
    return near[-1] if near else None


def _inside(phrase: Phrase | None, counts: Sequence[Number]) -> Number | None:
    """The first number that a phrase begins with or holds ("at least eleven people")."""
    if phrase is None:
        return None
    return next((n for n in counts if n.first < phrase.last and phrase.first <= n.last <= phrase.last), None)


def _after(view: View, trigger: Trigger, counts: Sequence[Number], walker: Walker) -> Number | None:
    for n in counts:
        away = n.first - trigger.last
        people = n.last in view.people or (n.last < view.sentence.last and n.last + 1 in view.people)
        if not 0 <= away < (FAR if people else AFTER) or _between(view, trigger.last, n.first, walker, AFTER):
            continue
        if any(t.first == n.last and t.cue.effect for t in view.triggers):
            continue  # "killed 3 injured": the number of the next word
        if not any(_part(view, k, walker) for k in range(trigger.last, n.first)):
            return n
    return None


def _between(view: View, first: int, last: int, walker: Walker, near: int = 0) -> bool:
    """Does a mark, another trigger of effect (any trigger, when `last` is not within `near` tokens) or "and" stand between?"""
    tokens = view.text.tokens
    for k in range(first, last):
        if tokens[k].kind == "mark" or walker.language.is_function(tokens[k].fold, "and"):
            return True
        if any(t.first == k and (t.cue.effect or not near) for t in view.triggers):
            return True
    return False


def _plain(view: View, number: Number) -> bool:
    """Is it a number of people, not a year, a time, an age, a percentage or a distance?"""
    tokens, times = view.text.tokens, view.sets.get("event_time", ())
    after = tokens[number.last] if number.last < len(tokens) else None
    if after is not None and (after.text in "%$€£:/-" or number.last in times):
        return False
    if number.last - 1 in times or (number.first in times and number.last - number.first == 1):
        return False
    year = number.last - number.first == 1 and len(tokens[number.first].text) == 4 and number.low in YEARS
    return not (year and tokens[number.first].kind == "number")


def _part(view: View, i: int, walker: Walker) -> bool:
    return i >= 0 and view.text.tokens[i].fold in walker.rules.parts


def _people(view: View, phrase: Phrase) -> bool:
    return any(i in view.people for i in range(phrase.first, phrase.last))


def _others_counted(
    phrase: Phrase | None, number: Number, counts: Sequence[Number], view: View, walker: Walker
) -> int | None:
    """How many the other coordinated phrases count ("four women and two children"), None when one leaves it open."""
    if phrase is None or len(members(phrase)) < 2 or number.high is None:
        return None
    total = 0
    for one in members(phrase):
        if one.first < number.last and number.first < one.last:
            continue
        bounds = _bounds(view, one, counts, walker)
        if bounds is None or bounds[0] != bounds[1]:
            return None
        total += bounds[0]
    return total


def _who(view: View, phrase: Phrase | None, number: Number, walker: Walker) -> str | None:
    """The phrase without its number and the "of" behind it ("two of | its staff")."""
    if phrase is None or number.last >= phrase.last or number.first >= phrase.last:
        return None
    first = max(number.last, phrase.first)
    if view.text.tokens[first].fold in walker.rules.partitive and first + 1 < phrase.last:
        first += 1
    return view.text.document.text[view.text.tokens[first].start : phrase.span.end].strip() or None


def _span(view: View, trigger: Trigger, phrase: Phrase | None, number: Number) -> Span:
    points = [trigger.span.start, trigger.span.end, number.span.start, number.span.end]
    if phrase is not None and phrase.first - trigger.last <= 1:
        points += [phrase.span.start, phrase.span.end]
    return Span(min(points), max(points))


def _uncounted(
    view: View, trigger: Trigger, phrase: Phrase | None, counts: Sequence[Number], walker: Walker
) -> Toll | None:
    """Duals count two, singulars one, plurals at least two; an abstract phrase counts nobody."""
    if not trigger.verb and trigger.hit.has("dual") and not _maybe_plural(view, trigger.first, walker):
        return Toll(trigger.cue.effect or "", None, 2, 2, trigger.span)
    if phrase is None:
        return None
    bounds = _together(view, phrase, counts, walker)
    if bounds is None or (not trigger.verb and bounds[1] is None and _definite(view, phrase, walker)):
        return None  # "the killing of the civilians" does not say that there were two
    end = max(one.span.end for one in members(phrase))
    text = Span(phrase.span.start, end).of(view.text.document.text)
    span = Span(min(trigger.span.start, phrase.span.start), max(trigger.span.end, end))
    return Toll(trigger.cue.effect or "", text, bounds[0], bounds[1], span)


def _together(
    view: View, phrase: Phrase, counts: Sequence[Number], walker: Walker
) -> tuple[int, int | None] | None:
    """The bounds of coordinated phrases together ("a man and a woman"), of the first where another leaves it open."""
    bounds = [_bounds(view, one, counts, walker) for one in members(phrase)]
    if any(b is None for b in bounds[:1]):
        return None
    known = [b for b in bounds if b is not None]
    high = None if len(known) < len(bounds) or any(b[1] is None for b in known) else sum(b[1] or 0 for b in known)
    return sum(b[0] for b in known), high


def _bounds(
    view: View, phrase: Phrase, counts: Sequence[Number], walker: Walker
) -> tuple[int, int | None] | None:
    """How many the phrase names, by its number, else by its form."""
    inside = _inside(phrase, counts)
    if inside is None:
        return _grammatical(view, phrase, walker)
    return None if inside.low is None else (int(inside.low), None if inside.high is None else int(inside.high))


def _definite(view: View, phrase: Phrase, walker: Walker) -> bool:
    word = words(walker.language)(view.text.tokens[phrase.head_first].fold)
    first = view.text.tokens[phrase.first].fold
    return word.definite or walker.language.is_function(first, "articles", "demonstratives", "possessives")


def _grammatical(view: View, phrase: Phrase, walker: Walker) -> tuple[int, int | None] | None:
    for i in (phrase.head_first, phrase.first):
        hit = view.people.get(i)
        if hit is None or hit.entry.data["side"] == "nation":
            continue
        feats, fold = hit.reading.feats, view.text.tokens[i].fold
        if "dual" in feats and not _maybe_plural(view, i, walker):
            return 2, 2
        if "plural" in feats or "dual" in feats:
            # A sound plural and a dual are written alike in the oblique case; without a plural verb it stays open.
            return 2, None
        if i in view.collective:
            return 1, None
        return (1, 1) if fold else None
    word = words(walker.language)(view.text.tokens[phrase.head_first].fold)
    return (1, 1) if word.given else None


def _maybe_plural(view: View, i: int, walker: Walker) -> bool:
    """Is the dual written like a plural?"""
    return any("plural" in r.feats for r in walker.rules.lexicon.readings(view.text.tokens[i].fold))
