"""The noun of this room's middle layer: a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record import Span, quick


@quick
@dataclass(frozen=True, slots=True)
class Phrase:
    """A maximal noun phrase: tokens [first, last), its core [head_first, head_last).

    `span` and `head` are characters, without proclitics written together with the first word. `conjuncts` are the
    phrases that are coordinated with this one, itself among them, in order of the text; () when it stands alone.
    `named`: the core is a personal name.
    """

    first: int
    last: int
    head_first: int
    head_last: int
    span: Span
    head: Span
    conjuncts: tuple[Phrase, ...] = ()
    named: bool = False
