"""Names told again: surnames of persons named before, brackets after a name, parts of long names, the outlet itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.languages import Language
from musnad.mentions.found import Found
from musnad.mentions.words import Word, Words, words
from musnad.record import Span, Text, Token

MOST_BRACKETED = 5  # tokens inside brackets that may be another name


def find(text: Text, language: Language, found: Sequence[Found], every: Sequence[Word | None]) -> Iterator[Found]:
    """Further mentions that the first ones make recognisable. `every`: the word of each token."""
    yield from _bracketed(text, language, found)
    yield from _heads_alone(text, language, found, every)
    shorts = _short_forms(text, language, found)
    if shorts:
        yield from _repeated(text, language, shorts)


def _bracketed(text: Text, language: Language, found: Sequence[Found]) -> Iterator[Found]:
    """Another name or an acronym in brackets right after a name."""
    w = words(language)
    for one in found:
        if one.form != "name" and one.kind == "person":
            continue
        at = text.token_at(one.head.end - 1) + 1
        inner = bracket(text, at)
        if inner is None:
            continue
        tokens = text.tokens[inner[0] : inner[1]]
        if any(t.kind == "number" for t in tokens):
            continue
        span = Span(tokens[0].start, tokens[-1].end)
        plain = all(
            not (v.ends or v.preposition or v.verb == 2 or v.section)
            for v in (w.of(t) for t in tokens if t.kind == "word")
        )
        acronym = len(tokens) == 1 and tokens[0].text.isupper()
        if (acronym and one.kind != "person") or (
            plain and (one.kind == "person" or (len(tokens) <= 3 and one.form == "name"))
        ):
            yield Found(span, span, one.kind, "name", "mentions.bracket", "another name in brackets after a name", 0.96)


def _heads_alone(
    text: Text, language: Language, found: Sequence[Found], every: Sequence[Word | None]
) -> Iterator[Found]:
    """ "the Council" where a council was named: a definite head that would say too little by itself."""
    w = words(language)
    named = {f.rule: f for f in found if f.kind != "person" and len(text.tokens_in(f.head)) > 1}
    if not named or w.knowledge.grammar["form"] != "article":
        return
    for i, word in enumerate(every):
        if word is None or not word.definite or word.post or word.reading is None or word.reading.entry.id not in named:
            continue
        token = text.tokens[i]
        if (
            word.reading.has("plural")
            or not word.reading.entry.get("weak")
            or (i and _constructed(w, text.tokens[i - 1]))
        ):
            continue
        after = w.of(text.tokens[i + 1]) if i + 1 < len(text.tokens) and text.tokens[i + 1].kind == "word" else None
        if after is not None and after.definite and after.adjective:
            continue
        one = named[word.reading.entry.id]
        span = Span(language.start_without(token, word.joined_to), token.end)
        yield Found(span, span, one.kind, "nominal", one.rule, "the head of a name told in this text", 0.6)


def _constructed(w: Words, before: Token) -> bool:
    """Does the word before make the next one the second part of another body's name?"""
    return before.kind == "word" and w.of(before).section == "organizations" and not w.of(before).definite


def bracket(text: Text, i: int) -> tuple[int, int] | None:
    """Tokens inside a short bracket that opens at token `i`."""
    if i + 2 < len(text.tokens) and text.tokens[i].text == "(":
        for k in range(i + 2, min(i + 2 + MOST_BRACKETED, len(text.tokens))):
            if text.tokens[k].text == ")":
                return i + 1, k
    return None


def _short_forms(text: Text, language: Language, found: Sequence[Found]) -> dict[str, tuple[tuple[str, ...], str, str]]:
    """First word of each short form -> (its folded words, kind, the rule)."""
    w = words(language)
    shorts: dict[str, tuple[tuple[str, ...], str, str]] = {}
    for one in found:
        if one.form != "name":
            continue
        tokens = [text.tokens[k] for k in text.tokens_in(one.head)]
        for part in _parts(tokens, one.kind, w.knowledge.between):
            first = part[0]
            word = w(first)
            listed = word.section or word.ends or word.preposition
            if not (listed and len(part) == 1) and len(first) > 2:
                shorts.setdefault(first, (part, one.kind, one.rule))
    return shorts


def _parts(tokens: Sequence[Token], kind: str, between: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The short forms that a name may have: a person's last name, what stands after a dash."""
    folds = [t.fold for t in tokens]
    dash = next((k for k, t in enumerate(tokens) if t.text in "-–—" and t.kind == "mark"), 0)
    if dash and kind != "person" and len(folds) - dash <= 4:
        yield tuple(folds[dash + 1 :])
    if kind == "person" and len(folds) > 1:
        last = len(folds) - 1
        while last > 1 and folds[last - 1] in between:
            last -= 1
        yield tuple(folds[last:])


def _repeated(text: Text, language: Language, shorts: dict[str, tuple[tuple[str, ...], str, str]]) -> Iterator[Found]:
    w = words(language)
    initials = frozenset(p[0] for p in language.proclitics if p)
    tails = frozenset(s[-2:] for s in shorts)
    for i, token in enumerate(text.tokens):
        if token.kind != "word":
            continue
        known, pre = shorts.get(token.fold), ""
        if known is None and token.fold[0] in initials and token.fold[-2:] in tails:
            known, pre = _behind_clitics(token.fold, shorts, w)
        if known is None:
            continue
        part, kind, _ = known
        following = [t.fold for t in text.tokens[i + 1 : i + len(part)]]
        if tuple(following) == part[1:]:
            span = Span(language.start_without(token, pre), text.tokens[i + len(part) - 1].end)
            yield Found(span, span, kind, "name", "mentions.again", "part of a name told before", 0.5)


def _behind_clitics(
    fold: str, shorts: dict[str, tuple[tuple[str, ...], str, str]], w: Words
) -> tuple[tuple[tuple[str, ...], str, str] | None, str]:
    for split in w.language.splits(fold):
        if split.pre and not split.post and split.stem in shorts and not w(fold).section:
            return shorts[split.stem], split.pre
    return None, ""
