"""The closed sets of labels that the wire allows. Names are the field's own (DESIGN, PLOVER)."""

from __future__ import annotations

MENTION_KINDS = (
    "person", "group", "organization", "government", "military", "media", "people",
    "place", "facility", "weapon", "time", "number", "money",
)  # fmt: skip
ACTOR_KINDS = ("person", "group", "organization", "government", "military", "media", "people", "facility", "place")
MENTION_FORMS = ("name", "nominal", "pronoun")
SOURCE_KINDS = (
    "person", "official", "organization", "state", "media", "document", "anonymous", "witness", "people", "implicit",
)  # fmt: skip
STANCES = (
    "say", "announce", "affirm", "deny", "accuse", "allege", "claim_responsibility", "threaten",
    "demand", "promise", "predict", "believe", "condemn", "ask",
)  # fmt: skip
QUOTATIONS = ("direct", "mixed", "indirect")
POLARITIES = ("affirmed", "negated")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
STATUSES = (
    "occurred", "ongoing", "failed", "planned", "threatened", "demanded", "predicted", "hypothetical", "habitual",
)  # fmt: skip
EFFECTS = ("killed", "wounded", "detained", "abducted", "displaced", "missing")
RELATION_KINDS = (
    "allied_with", "merged_into", "split_from", "renamed_to", "same_as", "member_of", "part_of", "leads",
    "founded", "fights", "supports", "opposes", "negotiates_with", "controls", "based_in", "succeeds",
)  # fmt: skip
PLACE_TAILED = ("controls", "based_in")  # relations whose tail is a place
GRAINS = (
    "second", "minute", "hour", "daypart", "day", "week", "month", "quarter", "season", "year", "decade", "century",
)  # fmt: skip
ANCHORS = ("published", "document", "none")
PRECISIONS = ("point", "town", "area", "district", "province", "region", "country", "water", "unknown")
