"""The model of two actors for splink: blocks, comparisons and their levels, with the weights of link.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from musnad.rules import ListOf, Number, OneOf, Struct, Text, load_rules

TABLE = Path(__file__).parent / "link.yml"
_SHARE = Number(0, 1)
_UNSAID = "{0}_l IS NULL OR {0}_r IS NULL"
CONDITIONS: dict[str, dict[str, str]] = {
    "names": {
        "alike": "musnad_level(name_l, name_r, which_l) = 4", "near": "musnad_level(name_l, name_r, which_l) = 3",
        "possible": "musnad_level(name_l, name_r, which_l) = 2", "part": "musnad_level(name_l, name_r, which_l) = 1",
        "other": "ELSE",
    },
    "countries": {"unsaid": _UNSAID.format("country"), "same": "country_l = country_r", "other": "ELSE"},
    "sectors": {
        "unsaid": _UNSAID.format("sectors"), "shared": "musnad_shared(sectors_l, sectors_r) > 0", "other": "ELSE",
    },
    "company": {
        # names of one article have its company in common whoever they are
        "unsaid": _UNSAID.format("company") + " OR musnad_shared(articles_l, articles_r) > 0",
        "much": "musnad_shared(company_l, company_r) > 1",
        "some": "musnad_shared(company_l, company_r) = 1", "none": "ELSE",
    },
    "articles": {"together": "musnad_shared(articles_l, articles_r) > 0", "apart": "ELSE"},
}  # fmt: skip


def shared(left: list[str], right: list[str]) -> int:
    """How many values two lists have in common."""
    return len(set(left) & set(right))


def settings() -> Any:
    """splink's settings, for any of its engines. Raises BadRule when link.yml is not as it should be."""
    from splink import SettingsCreator, block_on

    table = weights()
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        probability_two_random_records_match=table["prior"],
        blocking_rules_to_generate_predictions=[block_on("which", "keys", arrays_to_explode=["keys"])],
        comparisons=[_comparison(name, levels) for name, levels in table["comparisons"].items()],
        retain_matching_columns=True,  # with them splink keeps the levels, which `links` tells
        retain_intermediate_calculation_columns=False,
    )


@cache
def weights() -> dict[str, Any]:
    """link.yml, checked: every comparison and level of it must be one of CONDITIONS. Raises BadRule."""
    shares: dict[str, Any] = {"m": _SHARE, "u": _SHARE}
    lists = {name: ListOf(Struct({"level": OneOf(tuple(levels)), **shares}, ("level",))) for name, levels in CONDITIONS.items()}
    file: dict[str, Any] = {"origin": Text(), "prior": _SHARE, "comparisons": Struct(lists, tuple(lists))}
    loaded: dict[str, Any] = load_rules(TABLE, Struct(file, tuple(file)))
    return loaded


def reasons(row: dict[str, Any]) -> dict[str, str]:
    """Comparison -> the level at which a scored pair stands. splink numbers levels from the last one up, -1 is unsaid."""
    made = {}
    for name, levels in weights()["comparisons"].items():
        said = [each["level"] for each in levels if "m" in each]
        number = row[f"gamma_{name}"]
        made[name] = "unsaid" if number < 0 else said[len(said) - 1 - number]
    return made


def _comparison(name: str, levels: list[dict[str, Any]]) -> dict[str, Any]:
    return {"output_column_name": name, "comparison_levels": [_level(name, level) for level in levels]}


def _level(name: str, level: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"sql_condition": CONDITIONS[name][level["level"]], "label_for_charts": level["level"]}
    if "m" not in level:
        return made | {"is_null_level": True}
    return made | {"m_probability": level["m"], "u_probability": level["u"], "fix_m_probability": True, "fix_u_probability": True}
