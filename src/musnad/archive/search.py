"""Full text: words in any spelling, with what is written together with them; phrases; words that must not be there.

A word finds itself with every proclitic and enclitic that its language writes on a noun (`words.yml`), and without its
own article: a name behind "and", "in" or "to" is found by the name. Everything is folded as the language folds. What
stands in double quotes must follow each other; `-word` must not occur. `exact` finds only the words as they are written,
letter for letter.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import column, literal_column, select, table, text
from sqlalchemy.orm import Session

from musnad.archive.folding import fold_token, languages_of, script_of
from musnad.archive.models import Documents
from musnad.archive.query import DocumentInfo, Wanted, document_infos, fitting, texts_of
from musnad.archive.words import matching
from musnad.errors import BadRequest
from musnad.languages import Language
from musnad.text.tokens import TOKEN

Phrase = tuple[str, ...]
_PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')
_LEAST_STEM = 3  # letters that must be left when an article is cut off a word of the question
_BEFORE, _AFTER = 60, 120  # code points shown around a hit
_CLASS = "noun"
_PAGE = 200  # documents looked up at a time
_SEARCH = table("search", column("rowid"))
_PLAIN = ("base", "attached")  # forms of a noun that are the word itself, not its plural or dual


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a question: any of `phrases` (folded words in a row) must occur, or none of them (`without`). `typed`
    is what the person wrote."""

    phrases: tuple[Phrase, ...]
    without: bool
    typed: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that fits. `start`, `end`: the first hit in its text; `before`, `match`, `after` the words around it."""

    document: DocumentInfo
    start: int
    end: int
    before: str
    match: str
    after: str


def search(
    session: Session, words: str, wanted: Wanted | None = None, *, exact: bool = False, skip: int = 0, limit: int = 20
) -> list[Hit]:
    """The documents that fit best, best first. Raises BadRequest for a question without a word to find."""
    hits = _hits(session, parse(words, exact), wanted or Wanted(), exact, limit + skip)
    return list(itertools.islice(hits, skip, skip + limit))


def _hits(session: Session, parts: Sequence[Part], wanted: Wanted, exact: bool, enough: int) -> Iterator[Hit]:
    """All hits, the best first, looked up page by page (for `exact`, what is only spelled alike falls out)."""
    page, at = min(enough, _PAGE), 0
    while found := _ranked(session, parts, wanted, at, page):
        infos, texts = document_infos(session, found), texts_of(session, found)
        hits = (_hit(infos[n], texts[n], parts, exact) for n in found)
        yield from (hit for hit in hits if hit is not None)
        if len(found) < page:
            return
        at, page = at + len(found), _PAGE


def parse(words: str, exact: bool = False) -> tuple[Part, ...]:
    """The question in parts. Raises BadRequest when it holds nothing to find."""
    parts = tuple(_parts(words, exact))
    if not any(not part.without for part in parts):
        raise BadRequest("there is no word to search for: give words, or a phrase in double quotes.")
    return parts


def _parts(words: str, exact: bool) -> Iterator[Part]:
    for minus, quoted, word in _PIECE.findall(words):
        typed = quoted or word
        without = bool(minus) or (not quoted and typed.startswith("-") and len(typed) > 1)
        typed = typed.removeprefix("-") if without and not minus else typed
        phrases = _phrases(typed, exact)
        if phrases:
            yield Part(phrases, without, typed.strip())


def _phrases(typed: str, exact: bool) -> tuple[Phrase, ...]:
    """All that a piece of the question may look like in the index: its first word with what may be written on it."""
    tokens = [match.group() for match in TOKEN.finditer(typed) if match.lastgroup != "mark"]
    if not tokens:
        return ()
    made: dict[Phrase, None] = {}
    for language in languages_of(script_of(tokens[0])) or (None,):
        code = language.code if language else ""
        rest = tuple(word for token in tokens[1:] for word in fold_token(token, code))
        head = tuple(fold_token(tokens[0], code))
        if not head:
            continue
        made[head + rest] = None
        if language and not exact and len(head) == 1:
            last = not rest  # an enclitic ends its phrase
            made.update(((form, *rest), None) for form in written_with(language, tokens[0], last))
    return tuple(made)


@lru_cache(maxsize=2048)
def written_with(language: Language, word: str, last: bool = True) -> tuple[str, ...]:
    """The folded forms of a noun with all that its language writes on it; `last`: enclitics too.

    The word's own article is cut off first, when enough is left to be a word.
    """
    noun = language.classes.get(_CLASS)
    if noun is None or not (noun.before - {""} or noun.after):
        return ()
    plain = "".join(char for char in word if language.folder.fold_char(char))  # without vowel signs
    made: dict[str, None] = {}
    for base in _bases(language, plain, noun.alone_with):
        for form in noun.forms(base, language.folder):
            if len(form.words) != 1 or not set(form.feats) & set(_PLAIN):
                continue
            posts = ("", *sorted(noun.after)) if last else ("",)
            for pre in sorted(noun.before):
                for post in posts:
                    if noun.allows(pre, post) and not (form.bound and not post) and not (form.free and post):
                        made[_join(language, pre) + form.words[0] + post] = None
    return tuple(made)


def _bases(language: Language, plain: str, articles: Sequence[str]) -> Iterator[str]:
    """The word without the article it begins with (of which it is one form), else the word."""
    fold = language.fold(plain)
    for split in language.splits(fold):
        if not split.post and any(split.pre.endswith(a) for a in articles) and len(split.stem) >= _LEAST_STEM:
            yield plain[language.folder.cut(plain, fold, split.pre) :]
            return
    yield plain


def _join(language: Language, pre: str) -> str:
    """Proclitics as they are written together (Arabic li- + al- is ll-)."""
    for surface, parts in language.words.get("joined", {}).items():
        pre = pre.replace("".join(language.fold(part) for part in parts), language.fold(surface))
    return pre


def _ranked(session: Session, parts: Sequence[Part], wanted: Wanted, skip: int, limit: int) -> list[int]:
    """Numbers of the documents that fit, the best first; among equals the newest."""
    condition, rank, question = matching(session, parts)
    asked = select(_SEARCH.c.rowid).where(text(condition))
    if wanted != Wanted():
        # "+" keeps the planner from asking the index of words once for every document that may be seen
        asked = asked.where(literal_column("+search.rowid").in_(fitting(select(Documents.id), wanted)))
    asked = asked.order_by(text(rank), _SEARCH.c.rowid.desc()).offset(skip).limit(limit)
    return list(session.execute(asked, {"q": question}).scalars())


def _hit(info: DocumentInfo, body: str, parts: Sequence[Part], exact: bool) -> Hit | None:
    """The first place in the text where a part of the question stands; None when `exact` and a part is not there."""
    if exact:
        for part in parts:
            if (_exactly(body, part.typed) is None) != part.without:
                return None
        place = next(filter(None, (_exactly(body, part.typed) for part in parts if not part.without)), None)
    else:
        place = _folded(body, info.language, parts)
    start, end = place or (0, 0)
    return Hit(info, start, end, body[max(0, start - _BEFORE) : start], body[start:end], body[end : end + _AFTER])


def _exactly(body: str, typed: str) -> tuple[int, int] | None:
    """Where the typed characters stand in the text as words of their own."""
    found = re.search(rf"(?<!\w){re.escape(typed)}(?!\w)", body)
    return found.span() if found else None


def _folded(body: str, code: str, parts: Sequence[Part]) -> tuple[int, int] | None:
    """Where a phrase of the question stands first, compared word by word; the text is read no further than that."""
    wanted = {phrase for part in parts if not part.without for phrase in part.phrases}
    lengths = sorted({len(phrase) for phrase in wanted})
    words: deque[str] = deque(maxlen=lengths[-1])
    starts: deque[int] = deque(maxlen=lengths[-1])
    for match in TOKEN.finditer(body):
        if match.lastgroup == "mark":
            continue
        for word in fold_token(match.group(), code):
            words.append(word)
            starts.append(match.start())
            for length in lengths:
                if length <= len(words) and tuple(itertools.islice(words, len(words) - length, None)) in wanted:
                    return starts[-length], match.end()
    return None
