"""How surely is this a concrete event, told as news? A printed list of features with their weights."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from musnad.events.draft import Draft
from musnad.events.figurative import is_figurative
from musnad.events.wording import wording_of
from musnad.languages import Language
from musnad.record import Modality


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation and what it counts for (log odds)."""

    name: str
    holds: Callable[[Draft, Modality], bool]
    weight: float


def _near(d: Draft, name: str, before: int, after: int) -> bool:
    return any(d.view.has(name, t.first, t.last, before=before, after=after) for t in d.triggers)


def _voice(d: Draft, *voices: str) -> bool:
    return any(
        h.entry.data["voice"] in voices and any(-8 <= i - t.first <= 6 for t in d.triggers)
        for i, h in d.view.light.items()
    )


def _gathers(d: Draft) -> bool:
    """Is one of the triggers itself a verb of gathering?"""
    return any(t.first in d.view.sets.get("turnout", ()) for t in d.triggers)


def _sides(d: Draft, recipients: bool) -> set[str]:
    phrases = d.roles.recipients if recipients else d.roles.actors
    return {d.view.people[i].entry.data["side"] for p in phrases for i in range(p.first, p.last) if i in d.view.people}


def _quoted(d: Draft) -> bool:
    quote = d.view.text.quote_at(d.trigger.span.start)
    return quote is not None and len(quote.inner) > 60


def _year(d: Draft) -> bool:
    tokens = d.view.text.tokens[d.view.sentence.first : d.view.sentence.last]
    return any(t.kind == "number" and len(t.text) == 4 and t.fold[:2] in ("19", "20") for t in tokens)


def _known(d: Draft) -> bool:
    """Is the deed spoken of as known ("the attack that ...")?"""
    tokens, t = d.view.text.tokens, d.trigger
    after = tokens[t.last] if t.last < d.view.sentence.last else None
    relative = after is not None and d.walker.language.is_function(after.fold, "relatives")
    return not t.verb and relative and definite(d)


def _long(d: Draft) -> bool:
    return d.view.sentence.last - d.view.sentence.first > 55


MEANS = ("explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "firearms")
FEATURES = (
    Feature("a number of people is told", lambda d, m: d.counted, 1.3),
    Feature("a weapon is named", lambda d, m: d.instrument is not None, 1.3),
    Feature("the means are in the word", lambda d, m: d.trigger.cue.mode in MEANS, 0.4),
    Feature("a verb tells it", lambda d, m: any(t.verb and "past" in t.hit.reading.feats for t in d.triggers), 1.1),
    Feature("an actor is named", lambda d, m: bool(d.roles.actors), 0.1),
    Feature("an armed side acts", lambda d, m: "armed" in _sides(d, False), 0.7),
    Feature("a recipient is named", lambda d, m: bool(d.roles.recipients or d.roles.places), 0.2),
    Feature("civilians or forces are hit", lambda d, m: bool(_sides(d, True)), 0.6),
    Feature(
        "people were killed or wounded",
        lambda d, m: any(t.cue.effect in ("killed", "wounded") for t in d.triggers),
        0.3,
    ),
    Feature("several words tell it", lambda d, m: len(d.triggers) > 1, 0.3),
    Feature("three or more words tell it", lambda d, m: len(d.triggers) > 2, 0.1),
    Feature("a verb of carrying out", lambda d, m: _voice(d, "active", "passive"), 0.3),
    Feature("a verb of happening or resulting", lambda d, m: _voice(d, "occur", "result"), 0.3),
    Feature("a recent day", lambda d, m: _near(d, "recent", 12, 14), 0.5),
    Feature("a year", lambda d, m: _year(d), -0.3),
    Feature("the matter of a case, plan or fear", lambda d, m: _near(d, "case_n", 4, 0), -0.9),
    Feature("a definite noun alone", lambda d, m: takes_up(d), -0.2),
    Feature("told as known", lambda d, m: _known(d), -0.5),
    Feature("it did not happen", lambda d, m: m.status in ("planned", "threatened", "demanded", "predicted"), -0.5),
    Feature("it is supposed", lambda d, m: m.status == "hypothetical", -0.3),
    Feature("it is a habit", lambda d, m: m.status in ("habitual", "ongoing"), -0.7),
    Feature("it is denied", lambda d, m: m.polarity == "negated", -0.6),
    Feature("it is not certain", lambda d, m: m.certainty != "certain", -0.3),
    Feature("it stands in what somebody wants", lambda d, m: d.governed_by is not None, -0.8),
    Feature("in a long quotation", lambda d, m: _quoted(d), -0.3),
    Feature("in a long sentence", lambda d, m: _long(d), -0.5),
    Feature("only those who do it are named", lambda d, m: all(t.cue.frame.own != "none" for t in d.triggers), -1.0),
    Feature("a weak word alone", lambda d, m: all(t.cue.weak for t in d.triggers), -0.2),
)
PROTEST_FEATURES = (
    Feature("a crowd", lambda d, m: _near(d, "crowd", 4, 6), 0.7),
    Feature("a verb of gathering or marching", lambda d, m: _near(d, "turnout", 8, 4) or _gathers(d), 1.2),
    Feature("a verb tells it", lambda d, m: any(t.verb and "past" in t.hit.reading.feats for t in d.triggers), 1.0),
    Feature("what it is for", lambda d, m: _near(d, "cause", 3, 20), 1.4),
    Feature("several words tell it", lambda d, m: len(d.triggers) > 1, 0.2),
    Feature("three or more words tell it", lambda d, m: len(d.triggers) > 2, 0.2),
    Feature("a recent day", lambda d, m: _near(d, "recent", 12, 14), 0.9),
    Feature("a recipient is named", lambda d, m: bool(d.roles.recipients), 0.6),
    Feature("a year", lambda d, m: _year(d), -0.1),
    Feature("the matter of a case, plan or fear", lambda d, m: _near(d, "case_n", 4, 0), -0.3),
    Feature("only those who do it are named", lambda d, m: all(t.cue.frame.own != "none" for t in d.triggers), -0.2),
    Feature("a definite noun alone", lambda d, m: takes_up(d), -0.3),
    Feature("it did not happen", lambda d, m: m.status in ("planned", "threatened", "demanded", "predicted"), -1.1),
    Feature("it is supposed or a habit", lambda d, m: m.status in ("hypothetical", "habitual", "ongoing"), -0.9),
    Feature("it is denied", lambda d, m: m.polarity == "negated", -0.8),
    Feature("in a long quotation", lambda d, m: _quoted(d), -1.2),
    Feature("in a long sentence", lambda d, m: _long(d), -0.4),
)
BIAS = -3.0
PROTEST_BIAS = -3.5


SUREST = 4.6  # log odds beyond which the rules' sum counts for no more where the wording has a say (a chance of 0.99)


def rules_sum(draft: Draft, modality: Modality) -> float:
    """What the features say, in log odds."""
    protest = draft.type == "PROTEST"
    features, total = (PROTEST_FEATURES, PROTEST_BIAS) if protest else (FEATURES, BIAS)
    return total + sum(f.weight for f in features if f.holds(draft, modality))


def score(draft: Draft, modality: Modality) -> float:
    """0 to 1: the features of the rules, joined with the sentence's wording where the language and the type have weights."""
    total, layer = rules_sum(draft, modality), wording_of(draft.walker.language)
    mix = layer.types.get(draft.type) if layer else None
    if layer and mix:
        sentence = draft.view.sentence
        said = layer.log_odds(draft.view.text.tokens[sentence.first : sentence.last], draft.type)
        total = mix.base + mix.rules * max(-SUREST, min(SUREST, total)) + mix.wording * said
    return round(_chance(total), 3)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


# At or above this score a sentence counts as reporting an event of the type, where no weights of the wording say another.
THRESHOLDS = {"ASSAULT": 0.5, "PROTEST": 0.47}


def detected(type_: str, value: float, language: Language) -> bool:
    """Is an event of this score told as news?"""
    layer = wording_of(language)
    mix = layer.types.get(type_) if layer else None
    return value >= (mix.threshold if mix else THRESHOLDS.get(type_, 0.5))


def takes_up(draft: Draft) -> bool:
    """A definite noun of action without any argument or toll of its own ("the attack")."""
    if draft.trigger.verb or draft.roles.actors or draft.roles.recipients or draft.tolls or len(draft.triggers) > 1:
        return False
    return definite(draft)


def definite(draft: Draft) -> bool:
    """Does the trigger carry an article, written with it or before it?"""
    view, language = draft.view, draft.walker.language
    before = view.text.tokens[draft.trigger.first - 1] if draft.trigger.first else None
    apart = before is not None and language.is_function(before.fold, "articles", "demonstratives")
    return apart or any(draft.trigger.hit.reading.pre.endswith(a) for a in draft.walker.rules.article)


def owned(draft: Draft) -> bool:
    """Does the trigger carry a pronoun and no other argument ("his abduction")?"""
    owner = draft.trigger.hit.reading.post if draft.walker.language.direction == "rtl" else ""
    parties = draft.roles.actors or draft.roles.recipients or draft.trigger.verb
    return bool(owner) and not parties and owner not in draft.walker.rules.accusative


BARE = 0.3  # below this chance by the features alone a noun of action without any argument is only mentioned


def told_as_event(draft: Draft, modality: Modality) -> bool:
    """Is the event told at all, or is a noun of action only mentioned in passing ("the fight against terrorism")?"""
    if is_no_deed(draft, modality):
        return False
    if _asked_for(draft):
        return True
    if any(t.verb for t in draft.triggers) or draft.roles.actors or draft.tolls or draft.view.sentence.headline:
        return True
    if takes_up(draft):
        return True  # merged with what it takes up, or dropped then
    if draft.roles.recipients:
        return modality.status != "hypothetical"
    carried = _voice(draft, "active", "passive", "occur", "result")
    plain = (carried or not draft.trigger.cue.weak) and not definite(draft) and not _near(draft, "case_n", 4, 0)
    happens = carried or modality.status in ("occurred", "ongoing", "failed")
    return (plain and happens) or _chance(rules_sum(draft, modality)) >= BARE


def is_no_deed(draft: Draft, modality: Modality) -> bool:
    """Is it a programme, a state or a figure of speech?"""
    return _against_a_cause(draft) or _holds(draft, modality) or is_figurative(draft) or _fell(draft)


def _fell(draft: Draft) -> bool:
    """Is it told of a power only that it fell, by nobody's deed?"""
    frame = draft.trigger.cue.frame
    suffers = frame.subject == frame.of == "recipient"
    return "coup" in draft.trigger.cue.tags and suffers and not draft.roles.actors


CAUSE = 2  # tokens after a noun of action within which the matter stands that it is against ("war on corruption")
ASKED = 3  # tokens after a word of asking or threatening within which what is wanted stands


def _against_a_cause(draft: Draft) -> bool:
    """Is it a programme against a matter, by nobody, nowhere and of no number ("combating extremism")?"""
    if any(t.verb for t in draft.triggers) or draft.roles.actors or draft.roles.places or draft.tolls:
        return False
    return all(draft.view.has("cause_n", t.first, t.last, before=0, after=CAUSE) for t in draft.triggers)


def _holds(draft: Draft, modality: Modality) -> bool:
    """Does a verb in the present say that somebody holds a place, which is a state and no deed?"""
    feats = draft.trigger.hit.reading.feats
    state = draft.trigger.verb and "present" in feats and "capture_place" in draft.tags and len(draft.triggers) == 1
    told = draft.view.sentence.headline or draft.governed_by is not None or modality.polarity == "negated"
    return state and not told and modality.status in ("occurred", "ongoing", "habitual")


def _asked_for(draft: Draft) -> bool:
    """Does it stand directly in what somebody demands, threatens or denies ("threatened to arrest him")?"""
    ruler = draft.governed_by
    return ruler is not None and 0 <= draft.trigger.first - ruler.last < ASKED and not takes_up(draft)
