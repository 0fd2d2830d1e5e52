"""Scanning a text for times: which words could be one, and which reading of them wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from musnad.languages import Language
from musnad.record import Sentence, Span, Text, Token
from musnad.text.numbers.words import Word
from musnad.times.chart import Chart
from musnad.times.context import Context, NoReference, Period
from musnad.times.grammar import SCHEMA, TOP, Grammar
from musnad.times.nodes import Item
from musnad.times.stretches import Between, Open
from musnad.times.terms import Length, Repeat, Term, told

UNSEEN = 9  # the weight of a word before it has been looked up
OPENING = 1  # words before a time that still opens its sentence (a preposition)
LONGEST_RUN = 150  # words read together; no time is that long, but a table of dates may be


@dataclass(frozen=True, slots=True)
class Found:
    """A time in a text: its characters, its term and candidates (empty for durations, repetitions and times that need a
    reference when there is none), the class and rule that read it, the first token."""

    span: Span
    term: Term
    periods: tuple[Period, ...]
    makes: str
    rule: str
    name: str
    token: int
    future: bool = False


def grammar_of(language: Language) -> Grammar:
    """The language's compiled grammar of times."""
    made: Grammar = language.made("times.grammar", lambda: Grammar(language, language.rules("times", SCHEMA)))
    return made


def scan(text: Text, language: Language, ctx: Context) -> Iterator[Found]:
    """All times in the text, in order, without overlaps; the longest reading wins."""
    grammar = grammar_of(language)
    for sentence in text.sentences:
        for run in _runs(text, sentence, grammar, strict=ctx.policy.strict):
            for first in range(0, len(run), LONGEST_RUN):
                yield from _read(text, sentence, run[first : first + LONGEST_RUN], grammar, ctx)


def _runs(text: Text, sentence: Sentence, grammar: Grammar, *, strict: bool) -> Iterator[list[Word]]:
    """Stretches of known words that hold at least one word that only times use, or a number that may be a date."""
    tokens, weight, known = text.tokens, grammar.weight, grammar.weights
    first, strong, i = -1, False, sentence.first
    while i < sentence.last:
        token = tokens[i]
        # A number is not asked as a word: a sign such as ² folds to a digit and, as a word, means nothing.
        number = token.kind == "number"
        weighs = _number_weight(token) if number else known.get(token.fold, UNSEEN) and weight(token)
        if not weighs:
            if first >= 0 and (strong or not strict):
                yield _cut(text, first, i, grammar)
            first, strong = -1, False
        else:
            first = i if first < 0 else first
            strong = strong or weighs > 1
            if token.kind == "number" and i + 1 < sentence.last and not tokens[i + 1].after_space:
                i += grammar.cutter.ending_after(tokens, i)
        i += 1
    if first >= 0 and (strong or not strict):
        yield _cut(text, first, min(i, sentence.last), grammar)


def _number_weight(token: Token) -> int:
    """Years and dates without spaces speak for themselves; other numbers only beside words of time."""
    size = len(token.text)
    return 2 if size in (4, 8) or (size <= 2 and not token.after_space) or size > 5 else 1


def _cut(text: Text, first: int, last: int, grammar: Grammar) -> list[Word]:
    run: list[Word] = []
    i = first
    while i < last:
        words = grammar.cutter.words(text.tokens, i) or []
        run += words
        i += 1 + (grammar.cutter.ending_after(text.tokens, i) if words and words[0].number else 0)
    return run


def _read(text: Text, sentence: Sentence, run: Sequence[Word], grammar: Grammar, ctx: Context) -> Iterator[Found]:
    source = text.document.text
    texts = [source[w.start : w.end] for w in run]
    chart = Chart(grammar, run, texts, ctx.policy.strict, text.document.outlet_country)
    for k in range(len(run) - 1, -1, -1):  # from the right, so that no reading waits for a long chain of others
        chart.at(k)
    i = 0
    while i < len(run):
        found = _best(text, sentence, run, chart, i, grammar, ctx)
        if found is None:
            i += 1
            continue
        for k in range(i + 1, found[1]):  # a longer one that begins inside wins
            later = _best(text, sentence, run, chart, k, grammar, ctx)
            if later and later[1] > found[1] and later[1] - k >= found[1] - i:
                found = later
                break
        if found[0].makes != "no_time":
            yield found[0]
        i = found[1]


def _best(
    text: Text, sentence: Sentence, run: Sequence[Word], chart: Chart, i: int, grammar: Grammar, ctx: Context
) -> tuple[Found, int] | None:
    classes = chart.at(i)
    items = [(name, item) for name in TOP for item in classes.get(name, ())]
    for name, item in sorted(items, key=lambda pair: (-pair[1].end, not pair[1].rule.governed_by, pair[1].rule.order)):
        if item.rule.alone and not (
            i == 0 and item.end == len(run) and len(text.tokens) == len({w.token for w in run})
        ):
            continue
        if _broken(run, i, item.end, text.document.text) or not item.rule.fits(run, i):
            continue
        if item.rule.not_before and _next_fold(text, run[item.end - 1].token) in item.rule.not_before:
            continue
        if item.rule.governed_by and not grammar.governors[item.rule.governed_by].before(text, sentence, run[i].token):
            continue
        if grammar.verbs_too and item.end == i + 1 and _verb(text, sentence, run, i, grammar):
            return None
        future = ctx.policy.future
        if ctx.policy.name == "news" and not item.value.absolute:
            future = _ahead(text, sentence, run[i].token, run[item.end - 1].token + 1, item.value, grammar)
        periods = settle(item.value, ctx, future=future)
        if periods is None:
            continue
        first = _trimmed(run, i, item, grammar, ctx)
        span = Span(run[first].start, run[item.end - 1].end)
        return Found(span, item.value, periods, name, item.rule.id, item.rule.name, run[i].token, future), item.end
    return None


def _next_fold(text: Text, token: int) -> str:
    return text.tokens[token + 1].fold if token + 1 < len(text.tokens) else ""


def _trimmed(run: Sequence[Word], i: int, item: Item, grammar: Grammar, ctx: Context) -> int:
    """The first word of the span: "since", "until" and the word day before a weekday are not part of it in a record."""
    end = item.end
    while i + 1 < end and (run[i].fold in grammar.trim_always or (ctx.policy.strict and run[i].fold in grammar.trim)):
        i += 1
    plain = ctx.policy.strict or not getattr(item.value, "clocked", isinstance(item.value, Between))
    if plain and i + 1 < end and run[i].fold in grammar.trim_weekday and run[i + 1].fold in grammar.weekdays:
        i += 1
    return i


def settle(term: Term, ctx: Context, *, future: bool) -> tuple[Period, ...] | None:
    """The candidates; () when there can be none yet, None when there is no such time."""
    if future != ctx.policy.future:
        ctx = replace(ctx, policy=replace(ctx.policy, future=future))
    if isinstance(term, Length | Repeat):
        return ()
    if told(term) and not ctx.policy.future and ctx.policy.strict:
        return ()
    try:
        return tuple(term.periods(ctx)) or None
    except NoReference:
        return ()
    except (OverflowError, ValueError):
        return None


def _broken(run: Sequence[Word], i: int, end: int, text: str) -> bool:
    """Is the reading only a piece of a longer string of digits and signs (a telephone number, a score, an id)?"""
    first, last = run[i], run[end - 1]
    if first.number and first.start and first.glued:
        before = text[first.start - 1]
        after_word = i > 0 and run[i - 1].end == first.start and before in "-/" and _letters(run, i - 2)
        if before.isdigit() or (before in "-/.:+_#@%$€£" and not after_word):
            return True
    after = text[last.end : last.end + 2]
    if last.number and after[:1]:
        if after[0] in "%٪" or (after[0] in "-/.:_" and after[1:2].isdigit()):
            return True
        if after[0].isalpha() and first.number:
            return after[0].isascii() or not (end < len(run) and run[end].start == last.end)
    return False


def _letters(run: Sequence[Word], i: int) -> bool:
    return i >= 0 and not run[i].number


def _ahead(text: Text, sentence: Sentence, first: int, end: int, term: Term, grammar: Grammar) -> bool:
    """Is what is ahead meant? The nearest governing word before the time decides; for a time that opens its clause, one
    after it; "from Sunday" without one is ahead when it is announced."""
    governed = grammar.future.before(text, sentence, first)
    if governed:
        return True
    announced = grammar.governors.get("announced")
    if isinstance(term, Open) and term.side == "from" and announced and announced.before(text, sentence, first):
        return True
    opens = first - sentence.first <= OPENING
    return governed is None and opens and grammar.future.after(text, sentence, end)


def _verb(text: Text, sentence: Sentence, run: Sequence[Word], i: int, grammar: Grammar) -> bool:
    word = run[i]
    glued = i > 0 and run[i - 1].token == word.token
    return grammar.verbs_too.is_verb(text, sentence, word.fold, word.token, glued=glued)


__all__ = ["Found", "Item", "grammar_of", "scan", "settle"]
