"""One ACLED label for a short text, in the names of the CASE tasks: what is this passage about, above all?

Each event votes for its sub-event with its score; what stands first and what takes more sides counts more. Five further
labels (disasters, accidents, crime, diplomacy, attribution) are read from word sets and from words of saying.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.events.rules import event_rules
from musnad.events.scan import view
from musnad.events.sentence import Found, sentence_events
from musnad.languages import Language
from musnad.record import Text

CASE = {
    "Abduction/forced disappearance": "ABDUCT_DISSAP", "Agreement": "AGREEMENT", "Air/drone strike": "AIR_STRIKE",
    "Armed clash": "ARMED_CLASH", "Arrests": "ARREST", "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Attack": "ATTACK", "Change to group/activity": "CHANGE_TO_GROUP_ACT", "Chemical weapon": "CHEM_WEAP",
    "Disrupted weapons use": "DISR_WEAP", "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Government regains territory": "GOV_REGAINS_TERIT", "Grenade": "GRENADE",
    "Headquarters or base established": "HQ_ESTABLISHED", "Mob violence": "MOB_VIOL",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER", "Other": "OTHER",
    "Peaceful protest": "PEACE_PROTEST", "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Protest with intervention": "PROTEST_WITH_INTER", "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL", "Suicide bomb": "SUIC_BOMB", "Violent demonstration": "VIOL_DEMONSTR",
}  # fmt: skip
# How telling a sub-event is when others stand beside it: the rarer deed names the passage, arrests and attacks go with many.
WEIGHT = {
    "Chemical weapon": 5.0, "Suicide bomb": 4.0, "Grenade": 3.5, "Sexual violence": 4.0, "Mob violence": 3.0,
    "Headquarters or base established": 4.0, "Non-violent transfer of territory": 3.0, "Disrupted weapons use": 2.6,
    "Government regains territory": 2.2, "Non-state actor overtakes territory": 2.2, "Air/drone strike": 2.4,
    "Shelling/artillery/missile attack": 2.2, "Remote explosive/landmine/IED": 2.0,
    "Excessive force against protesters": 2.6, "Protest with intervention": 2.4, "Violent demonstration": 2.2,
    "Abduction/forced disappearance": 2.2, "Agreement": 3.0, "Looting/property destruction": 1.6,
    "Peaceful protest": 1.4, "Armed clash": 1.4, "Attack": 1.1, "Arrests": 1.3, "Change to group/activity": 1.2, "Other": 0.8,
}  # fmt: skip
DISTURBANCES = ("Peaceful protest", "Violent demonstration", "Protest with intervention")
TALKING = ("CONSULT", "SUPPORT", "REJECT", "ACCUSE", "REQUEST", "THREATEN", "AGREE", "SANCTION", "COOPERATE", "AID")
LATER = 0.85  # what an event further on counts for, step by step


def acled_votes(found: Sequence[Found]) -> dict[str, float]:
    """Sub-events with their votes."""
    votes: dict[str, float] = {}
    for n, event in enumerate(found):
        if event.acled is None:
            continue
        name = event.acled.sub_event_type
        votes[name] = max(votes.get(name, 0.0), WEIGHT[name] * (0.5 + event.score) * LATER**n)
    return votes


def acled_of(text: Text, language: Language) -> str | None:
    """ACLED's sub-event type that the text is mainly about; None when it tells no such event."""
    found = sentence_events(text, language)
    votes = _together(acled_votes(found), found)
    return max(votes, key=lambda v: votes[v], default=None)


def _together(votes: dict[str, float], found: Sequence[Found]) -> dict[str, float]:
    """Protests and what is done to protesters are one event: force, then intervention, then violence decide."""
    if not any(name in votes for name in DISTURBANCES):
        return votes
    tags = {t for f in found for t in f.tags}
    protest = max(votes.get(name, 0.0) for name in DISTURBANCES)
    if "Excessive force against protesters" in votes or {"live_fire", "massacre"} & tags or _dead_protesters(found):
        votes["Excessive force against protesters"] = protest + 2
    elif {"riot", "burning_tyres", "arson", "looting"} & tags:
        votes["Violent demonstration"] = protest + 1.5
    elif {"dispersal", "arrest", "beating"} & tags:
        votes["Protest with intervention"] = protest + 1.5
    return votes


def _dead_protesters(found: Sequence[Found]) -> bool:
    return any(f.deaths and f.type == "ASSAULT" and f.draft.view.sets.get("protest_n") for f in found)


def case_label(text: Text, language: Language) -> str:
    """The CASE label of the text; "OTHER" when nothing is told."""
    found = sentence_events(text, language)
    votes = {CASE[k]: v for k, v in _together(acled_votes(found), found).items()}
    for name, value in _beyond(text, language, found).items():
        votes[name] = max(votes.get(name, 0.0), value)
    return max(votes, key=lambda v: votes[v], default="OTHER")


def _beyond(text: Text, language: Language, found: Sequence[Found]) -> dict[str, float]:
    """Votes for what ACLED has no sub-event for."""
    rules = event_rules(language)
    views = [view(text, s, rules, language) for s in text.sentences]
    counts = {
        name: sum(len(v.sets.get(name, ())) for v in views) for name in ("disaster_n", "mishap", "crime", "diplomacy")
    }
    said = [f for f in found if f.type in ("ACCUSE", "REJECT") or "claim_responsibility" in f.tags]
    ascribed = any({"denial", "claim_responsibility"} & f.tags or f.mode == "allege" for f in said)
    talk = [f for f in found if f.type in TALKING]
    votes = {
        "NATURAL_DISASTER": 2.2 * min(counts["disaster_n"], 3),
        "MAN_MADE_DISASTER": 1.7 * min(counts["mishap"], 3),
        "ORG_CRIME": 1.7 * min(counts["crime"], 3),
        "ATTRIB": 3.2 if ascribed and said and found.index(said[0]) == 0 else 2.2 if ascribed else 0.0,
        "DIPLO": 0.7 * min(counts["diplomacy"], 3) + (1.2 if talk and found.index(talk[0]) == 0 else 0.0),
    }
    return {name: value for name, value in votes.items() if value > 0}
