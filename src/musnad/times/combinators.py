"""The closed set of functions that `times.yml` may use, and the compiler of its value expressions.

An expression is written like a call: `on(merge(day(d), m), cycle(year, -1))`. Names are captures of the pattern, units
or parts of a day. The functions are those of the modules named in MODULES; a function returns None when its arguments
make no sense together, and the rule then does not apply.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from types import FunctionType

from musnad.times import clocks, dates, joining, lengths, spans
from musnad.times.calendars import UNITS
from musnad.times.context import NEWS_PARTS
from musnad.times.joining import Value

Build = Callable[[Sequence[Value]], Value]
MODULES = (dates, clocks, spans, lengths, joining)
FUNCTIONS: dict[str, Callable[..., Value]] = {
    name.rstrip("_"): made
    for module in MODULES
    for name, made in vars(module).items()
    if isinstance(made, FunctionType) and made.__module__ == module.__name__ and not name.startswith("_")
}
NAMES = frozenset(UNITS) | frozenset(NEWS_PARTS) | {"am", "pm"}


class BadExpression(ValueError):
    """A value expression that is not understood; the grammar turns it into a letter with the rule's place."""


def compile_value(source: str, captures: Sequence[str]) -> Build:
    """The function of the captured values that `source` describes. Raises BadExpression."""
    try:
        tree = ast.parse(source, mode="eval").body
    except SyntaxError:
        raise BadExpression(f"the value '{source}' is not written like a call") from None
    return _compile(tree, list(captures), source)


def _compile(node: ast.expr, captures: list[str], source: str) -> Build:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        function = FUNCTIONS.get(node.func.id)
        if function is None:
            raise BadExpression(
                f"'{node.func.id}' is no function of times.yml; there are: {', '.join(sorted(FUNCTIONS))}"
            )
        return _call(function, [_compile(a, captures, source) for a in node.args])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _compile(node.operand, captures, source)
        return lambda got: -inner(got)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        constant = node.value
        return lambda got: constant
    if isinstance(node, ast.Name) and node.id in captures:
        index = captures.index(node.id)
        return lambda got: got[index]
    if isinstance(node, ast.Name) and node.id in NAMES:
        name = node.id
        return lambda got: name
    raise BadExpression(f"'{ast.unparse(node)}' in '{source}' is neither a capture of the pattern nor a known name")


def _call(function: Callable[..., Value], arguments: list[Build]) -> Build:
    def build(got: Sequence[Value]) -> Value:
        values = [a(got) for a in arguments]
        return None if any(v is None for v in values) else function(*values)

    return build
