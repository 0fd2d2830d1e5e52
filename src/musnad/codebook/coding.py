"""Codes an event in ACLED, CAMEO and UCDP, and puts PLOVER's ambiguity rules to work. Each answer names its rule.

The rules themselves are data: acled_rules.yml, plover_cameo.yml, ucdp_rules.yml (the first that matches decides) and
plover_rules.yml (all that match are applied in order).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar

from musnad.codebook.event import CodedEvent, Decision
from musnad.codebook.load import load_codebook
from musnad.codebook.rules import When, compile_when, holds
from musnad.codebook.source import known, need, read_table
from musnad.errors import BadCodebook
from musnad.record.nouns import Acled

Code = TypeVar("Code")


@dataclass(frozen=True, slots=True)
class Coded(Generic[Code]):
    """A code, or None when the text gives no ground for one, and the rule that decided either way."""

    code: Code | None
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The event after PLOVER's rules (None: not to be coded), further events it brings, and the rules that spoke."""

    event: CodedEvent | None
    also: tuple[CodedEvent, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a decision table. `give` is the code; `then` the whole row, for rules that change an event."""

    decision: Decision
    when: When
    give: Any
    then: Mapping[str, Any]


def code_acled(event: CodedEvent) -> Coded[Acled]:
    """ACLED's event and sub-event type, or none with the reason."""
    rule = _decide("acled_rules", event)
    subs = load_codebook("acled").sub_events
    code = None if rule.give is None else Acled(subs[rule.give].event_type, rule.give)
    return Coded(code, rule.decision.rule, rule.decision.sentence)


def code_cameo(event: CodedEvent) -> Coded[str]:
    """The best CAMEO code ("195"), or none with the reason."""
    rule = _decide("plover_cameo", event)
    return Coded(rule.give, rule.decision.rule, rule.decision.sentence)


def code_ucdp(event: CodedEvent) -> Coded[int]:
    """UCDP's type of violence (1 state-based, 2 non-state, 3 one-sided), or none with the reason."""
    rule = _decide("ucdp_rules", event)
    return Coded(rule.give, rule.decision.rule, rule.decision.sentence)


def adjust_plover(event: CodedEvent) -> Adjustment:
    """Applies PLOVER's rules for ambiguous cases in their order, each to what the ones before left, each once."""
    now = event
    also: list[CodedEvent] = []
    decisions: list[Decision] = []
    for rule in load_rules("plover_rules"):
        if not holds(rule.when, now):
            continue
        changed = _apply(rule.then, now)
        if changed == now and "also" not in rule.then and "drop" not in rule.then:
            continue
        decisions.append(rule.decision)
        if rule.then.get("drop"):
            return Adjustment(None, tuple(also), tuple(decisions))
        if "also" in rule.then:
            also.append(replace(now, type=rule.then["also"]["type"], mode=rule.then["also"]["mode"]))
        now = changed
    return Adjustment(now, tuple(also), tuple(decisions))


def _apply(then: Mapping[str, Any], event: CodedEvent) -> CodedEvent:
    """The event with the rule's `set` and `merge` carried out."""
    change = then.get("set", {})
    kept = tuple(c for c in event.contexts if c not in change.get("remove", ()))
    added = tuple(c for c in change.get("add", ()) if c not in kept)
    event = replace(
        event, type=change.get("type", event.type), mode=change.get("mode", event.mode), contexts=kept + added
    )
    if then.get("merge"):
        new = tuple(party for party in event.recipients if party not in event.actors)
        event = replace(event, actors=event.actors + new, recipients=())
    return event


def _decide(table: str, event: CodedEvent) -> Rule:
    """The first rule of the table that holds. Every table ends so that one does (BadCodebook otherwise)."""
    for rule in _rules_for(table, event.type):
        if holds(rule.when, event):
            return rule
    raise BadCodebook(f"{table}.yml: no rule for {event.type}. Add one at the end that asks nothing but the type.")


@cache
def _rules_for(table: str, type_: str) -> tuple[Rule, ...]:
    """The rules that can hold for this PLOVER type, in order."""
    known(type_, load_codebook("plover").types, "CodedEvent.type", "PLOVER type")
    rules = load_rules(table)
    return tuple(r for r in rules if type_ not in r.when.not_type and (not r.when.type or type_ in r.when.type))


@cache
def load_rules(table: str) -> tuple[Rule, ...]:
    """The compiled decision table `table`. Raises BadCodebook when a rule uses a word or code that does not exist."""
    return compile_rules(read_table(table), table)


def compile_rules(raw: Mapping[str, Any], table: str) -> tuple[Rule, ...]:
    """Compiles the rules of a decision table and checks every code that it gives."""
    words, plover = load_codebook("vocabulary"), load_codebook("plover")
    found: dict[str, Rule] = {}
    for row in need(raw, "rules", f"{table}.yml"):
        where = f"{table}.yml/{need(row, 'id', f'{table}.yml')}"
        if row["id"] in found:
            raise BadCodebook(f"{where}: the id is given twice. Rename one.")
        decision = Decision(f"codebook.{table}/{row['id']}", need(row, "say", where))
        when = compile_when(need(row, "when", where), where, words, plover)
        _check_given(table, row, where)
        found[row["id"]] = Rule(decision, when, row.get("give"), row)
    return tuple(found.values())


def _check_given(table: str, row: Mapping[str, Any], where: str) -> None:
    checks: dict[str, Callable[[], Collection[Any]]] = {
        "acled_rules": lambda: load_codebook("acled").sub_events,
        "plover_cameo": lambda: load_codebook("cameo").codes,
        "ucdp_rules": lambda: load_codebook("ucdp").types,
    }
    if table in checks:
        give = need(row, "give", where)
        if give is not None:
            known(give, checks[table](), where, "code of this codebook")
        return
    _check_change(row, where)


def _check_change(row: Mapping[str, Any], where: str) -> None:
    plover = load_codebook("plover")
    for key in ("set", "also"):
        change = row.get(key, {})
        for context in (*change.get("add", ()), *change.get("remove", ())):
            known(context, plover.contexts, where, "PLOVER context")
        if "type" in change and not plover.has_mode(change["type"], change.get("mode")):
            code = f"{change['type']}/{change.get('mode')}"
            raise BadCodebook(f"{where}: PLOVER has no {code}. Correct the type or the mode.")
    if not {"set", "also", "drop", "merge"} & set(row):
        raise BadCodebook(f"{where}: the rule changes nothing. Give one of set, also, drop, merge.")
