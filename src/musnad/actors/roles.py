"""Roles: which office of which actor does the text give a person?"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.actors.describe import Description
from musnad.actors.draft import Draft
from musnad.actors.spelling import spelled
from musnad.actors.whereabouts import CLOSING, COMMAS
from musnad.languages import Language
from musnad.mentions.knowledge import ACTORS
from musnad.mentions.registry import registry
from musnad.mentions.words import words
from musnad.record import BODIES, Mention, Role, Span, Text

COMPLEMENT = 9  # tokens of what belongs to a description, before "called"


def add_roles(drafts: Sequence[Draft], described: Sequence[Description], text: Text, language: Language) -> None:
    """Give each titled person its role, `of` the organisation inside the title or before "led by"."""
    owner = {m.id: d for d in drafts for m in d.mentions}
    bodies = [m for d in drafts for m in d.mentions if m.kind in BODIES]
    for one in described:
        draft = owner.get(one.mention.id)
        if draft is not None and one.title is None:
            _belongs(one, draft, bodies, owner, text, language)
        if draft is None or one.title is None:
            continue
        title = spelled(text, one.title, language).strip(" \n،,:")
        of = _inside(one.title, bodies) or _led(text, one.mention, bodies, language)
        place = Span(one.title.start, one.title.start + len(one.title.of(text.document.text).rstrip()))
        target = owner[of.id] if of is not None else None
        if not any(r.title == title for r in draft.roles):
            draft.roles.append(Role(title, _mark(target), None, None, place))


def _belongs(
    one: Description, draft: Draft, bodies: Sequence[Mention], owner: dict[str, Draft], text: Text, language: Language
) -> None:
    """ "fighters of the Front", "spokesman of the army": who is described by an organisation belongs to it."""
    if one.entry is None or one.entry.section not in ("people", "titles") or one.mention.form == "name":
        return
    start, end = max(one.mention.span.start, one.mention.head.start + 1), one.mention.span.end
    body = next((b for b in bodies if start <= b.span.start and b.span.end <= end), None)
    target = owner[body.id] if body is not None else None
    if target is not None and target is not draft:
        draft.roles.append(Role(spelled(text, one.mention.head, language), _mark(target), None, None, one.mention.head))


def _mark(draft: Draft | None) -> str | None:
    """A draft's stand-in until actors have ids: the id of its first mention."""
    return min(draft.mentions, key=lambda m: m.span.start).id if draft else None


def _inside(title: Span, bodies: Sequence[Mention]) -> Mention | None:
    return next((b for b in bodies if title.covers(b.head)), None)


def _led(text: Text, mention: Mention, bodies: Sequence[Mention], language: Language) -> Mention | None:
    """The organisation that stands right before "led by" and this person (also through "and the commander ...")."""
    lexicon = language.lexicon("actors", ACTORS, "led_by")
    first = text.tokens_in(mention.span).start
    sentence = text.sentence_at(mention.span.start)
    low = sentence.first if sentence else 0
    for k in range(first - 1, max(low, first - 14) - 1, -1):
        hit = lexicon.longest(text.tokens, k) if lexicon.starts(text.tokens[k].fold) else None
        if hit is None:
            continue
        between = Span(text.tokens[hit.last - 1].end, mention.span.start)
        if any(between.covers(b.span) for b in bodies):
            return None
        return next((b for b in reversed(bodies) if 0 <= text.tokens[k].start - b.span.end <= 2), None)
    return None


def join_appositions(drafts: list[Draft], text: Text, language: Language) -> list[Draft]:
    """A described office right after a name and a comma ("X, the leader of Y"), or before "called" and a name, is that
    person's role."""
    begins = {m.span.start: d for d in drafts if d.kind == "person" and d.named for m in d.mentions}
    ends = {m.span.end: d for d in drafts if d.kind == "person" and d.named for m in d.mentions}
    kept: list[Draft] = []
    inner = _within(drafts)
    for draft in drafts:
        first = draft.mentions[0]
        if first.id in inner:  # the child of "the child's mother, X"
            kept.append(draft)
            continue
        host = _host(draft, first, ends, text, language) or _called(draft, first, begins, text, language)
        host = host or _announced(draft, first, begins, text, language)
        if host is None:
            kept.append(draft)
            continue
        body = next((r.of for r in draft.roles), None)
        host.roles.append(Role(first.span.of(text.document.text), body, None, None, first.span))
        draft.roles.clear()
        host.absorb(draft)
    return kept


def _within(drafts: Sequence[Draft]) -> set[str]:
    """Ids of the described persons that stand inside the description of somebody else."""
    described = [m for d in drafts if d.kind == "person" for m in d.mentions if m.form != "name"]
    ends: dict[int, int] = {}
    for m in described:
        ends[m.span.end] = min(ends.get(m.span.end, m.span.start), m.span.start)
    return {m.id for m in described if ends[m.span.end] < m.span.start}


def _called(draft: Draft, first: Mention, begins: dict[int, Draft], text: Text, language: Language) -> Draft | None:
    """The named person in "an agent called X", "an agent of the service called X"."""
    if draft.named or draft.kind != "person" or len(draft.mentions) != 1:
        return None
    lexicon = language.lexicon("actors", ACTORS, "named")
    start = text.tokens_in(first.span).stop
    for i in range(start, min(len(text.tokens), start + COMPLEMENT)):
        hit = lexicon.longest(text.tokens, i)
        if hit is not None:
            return begins.get(text.tokens[hit.last].start) if hit.last < len(text.tokens) else None
        if text.tokens[i].text in CLOSING or words(language).of(text.tokens[i]).verb == 2:
            return None
    return None


def _announced(draft: Draft, first: Mention, begins: dict[int, Draft], text: Text, language: Language) -> Draft | None:
    """The named person in "the Minister for Trade, X, said": a definite office, a comma, a name that a comma or a word like
    "that" closes. Where verbs come first the name may follow without a comma ("said the commander of the post Colonel X")."""
    if draft.named or draft.kind != "person" or len(draft.mentions) != 1 or not draft.titles:
        return None
    tokens = text.tokens_in(first.span)
    i, before = tokens.stop, words(language).of(text.tokens[tokens.start - 1]) if tokens.start else None
    if before is not None and before.section == "titles" and not before.definite:
        return None  # "the mother of the young man, X": it is somebody else's office
    if i + 1 < len(text.tokens) and text.tokens[i].kind == "number":
        i += 1
    i = _past_complement(i, text, language)
    if i + 1 >= len(text.tokens) or not _definite(first, text, language):
        return None
    if text.tokens[i].text in COMMAS:
        host = begins.get(text.tokens[i + 1].start)
        titled = first.head.of(text.document.text).istitle()
        return host if host and (titled or _closes(host, text.tokens[i + 1].start, text, language)) else None
    if words(language).knowledge.grammar["form"] == "article" and before is not None:
        said = words(language).knowledge.verbs.readings(before.fold)
        if any(r.entry.section in ("spoke", "said") and not r.post for r in said):
            return begins.get(text.tokens[i].start)
    return None


def _past_complement(i: int, text: Text, language: Language) -> int:
    """Behind a preposition and a name in capitals that a comma closes ("the envoy | to Yemen |, X"); else `i`."""
    if i >= len(text.tokens) or not language.is_function(text.tokens[i].fold, "prepositions"):
        return i
    for k in range(i + 1, min(len(text.tokens), i + 1 + COMPLEMENT)):
        token = text.tokens[k]
        if token.text in COMMAS:
            return k if k > i + 1 else i
        if not (token.text[:1].isupper() or language.is_function(token.fold, "articles", "and")):
            break
    return i


def _definite(mention: Mention, text: Text, language: Language) -> bool:
    """Is it a certain holder of the office: with the article, or of something?"""
    form = words(language)
    tokens = [text.tokens[i] for i in text.tokens_in(mention.span) if text.tokens[i].kind == "word"]
    if form.knowledge.grammar["form"] == "article":
        return any(form.of(t).definite for t in tokens)
    return language.is_function(tokens[0].fold, "definite_articles") or mention.head.of(text.document.text).istitle()


def _closes(host: Draft, start: int, text: Text, language: Language) -> bool:
    """Does the name end at a comma behind which no list goes on, or before a word like "that"?"""
    named = next(m for m in host.mentions if m.span.start == start)
    i = text.tokens_in(named.span).stop
    if i >= len(text.tokens) or language.is_function(text.tokens[i].fold, "complementisers"):
        return True
    if text.tokens[i].text not in COMMAS or i + 1 >= len(text.tokens):
        return text.tokens[i].kind == "mark" and text.tokens[i].text not in COMMAS
    form = words(language)  # where every part of a list has its "and", a comma alone makes no list
    return form.knowledge.grammar["form"] == "article" or text.tokens[i + 1].fold not in form.ands


def _host(draft: Draft, first: Mention, ends: dict[int, Draft], text: Text, language: Language) -> Draft | None:
    if draft.named or draft.kind != "person" or len(draft.mentions) != 1 or not draft.titles:
        return None
    i = text.tokens_in(first.span).start
    verb_first = words(language).knowledge.grammar["form"] == "article"
    if i and verb_first and text.tokens[i].start == first.span.start and text.tokens[i - 1].end in ends:
        host = ends[text.tokens[i - 1].end]
        return None if _of_other_states(host, text.tokens[i - 1].end, first, text, language) else host
    if i < 2 or text.tokens[i - 1].text not in COMMAS or text.tokens[i].start != first.span.start:
        return None  # "X, and the prime minister" are two
    following = text.tokens_in(first.span).stop
    closed = following >= len(text.tokens) or text.tokens[following].kind == "mark"
    closed = closed or language.is_function(text.tokens[following].fold, "relatives")
    return ends.get(text.tokens[i - 2].end) if closed else None


def _of_other_states(named: Draft, end: int, first: Mention, text: Text, language: Language) -> bool:
    """Is the name that ends at `end` given to one state and the office behind it to another ("received | the Egyptian
    president, X, | the American minister")?"""
    mention = next(m for m in named.mentions if m.span.end == end)
    known = registry(language)
    one, other = (
        {c for i in text.tokens_in(m.span) if (c := known.country(text.tokens[i].fold))} for m in (mention, first)
    )
    return bool(one and other) and not one & other
