"""One line of a passage -> a mention, attribution, event or relation added to it."""

from __future__ import annotations

import re
from typing import cast

from corpus.tools.codes import ACLED, CONTEXTS, MODES
from corpus.tools.nouns import Attribution, Event, Mention, Modality, Passage, Relation, Span, Toll
from corpus.tools.quote import Unquoted, find
from musnad.record import labels

_KEY = re.compile(r"^[A-Z][A-Z]?\d{0,2}$")
_FORMS = {"~": "nominal", "^": "pronoun"}
_FIELDS = {
    "m": {"head", "edtf"},
    "a": {"cue", "src", "head", "via", "content", "q", "in"},
    "e": {"trig", "act", "rec", "at", "on", "with", "toll", "acled", "ctx", "mod", "by"},
    "r": {"head", "tail", "ev", "since", "until", "mod", "by"},
}


class ItemError(ValueError):
    """A line that cannot be read, with a sentence that says why."""


def read_item(line: str, passage: Passage) -> None:
    """Add the item of a line to its passage. Raises ItemError."""
    first, *rest = [part.strip() for part in re.split(r" \| |\|$", line)]
    sign, _, tail = first.partition(" ")
    if sign not in _FIELDS:
        raise ItemError(f"a line begins with m, a, e or r (or # style date tags H T), not «{sign}»")
    words = tail.split()
    try:
        if sign == "m":
            passage.mentions.append(_mention(words, rest, passage.text))
        elif sign == "a":
            passage.attributions.append(_attribution(words, _fields(sign, rest), passage))
        elif sign == "e":
            passage.events.append(_event(words, _fields(sign, rest), passage))
        else:
            passage.relations.append(_relation(words, _fields(sign, rest), passage))
    except Unquoted as error:
        raise ItemError(str(error)) from error


def _fields(sign: str, parts: list[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals or name.strip() not in _FIELDS[sign]:
            raise ItemError(f"«{part}» is no field of a line {sign} ({', '.join(sorted(_FIELDS[sign]))})")
        made[name.strip()] = value.strip()
    return made


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise ItemError(f"«{value}» is no {what} ({' '.join(allowed)})")
    return value


def _words(words: list[str], count: int, shape: str) -> list[str]:
    if len(words) != count:
        raise ItemError(f"expected `{shape}`, found «{' '.join(words)}»")
    return words


def _mention(words: list[str], parts: list[str], text: str) -> Mention:
    key, kind = _words(words, 2, "m KEY kind | phrase")
    if not _KEY.match(key):
        raise ItemError(f"«{key}» is no key (a capital letter or two, perhaps with a number)")
    form = _FORMS.get(kind[-1], "name")
    kind = kind.rstrip("~^").replace("official", "person")  # an official is a person by office
    kind = _one_of(kind, labels.MENTION_KINDS, "kind")
    if not parts:
        raise ItemError("the mention has no phrase")
    private = "private" in parts[1:]
    fields = _fields("m", [p for p in parts[1:] if p != "private"])
    span = find(parts[0], text)
    head = _within(fields["head"], span, text) if "head" in fields else span
    return Mention(key, kind, form, span, head, private, fields.get("edtf"))


def _within(phrase: str, span: Span, text: str) -> Span:
    start, end = find(phrase, text[span[0] : span[1]])
    return span[0] + start, span[0] + end


def _attribution(words: list[str], fields: dict[str, str], passage: Passage) -> Attribution:
    name, stance = _words(words, 2, "a N stance | cue= | src= | …")
    cue = find(_need(fields, "cue"), passage.text)
    source, head, key, kind = _source(_need(fields, "src"), fields.get("head"), cue[0], passage)
    via = tuple(find(part, passage.text) for part in fields.get("via", "").split(";;") if part.strip())
    content = find(fields["content"], passage.text) if fields.get("content") else None
    quotation = _one_of(fields.get("q", "indirect"), labels.QUOTATIONS, "quotation")
    return Attribution(
        name, _one_of(stance, labels.STANCES, "stance"), cue, source, head, key, kind, via, content, quotation,
        fields.get("in"),
    )  # fmt: skip


def _need(fields: dict[str, str], name: str) -> str:
    if not fields.get(name):
        raise ItemError(f"the field {name}= is missing")
    return fields[name]


def _source(value: str, head: str | None, near: int, passage: Passage) -> tuple[Span | None, Span | None, str | None, str]:
    who, _, kind = value.rpartition(" ")
    kind = _one_of(kind, labels.SOURCE_KINDS, "source kind")
    who = who.strip()
    if who == "-":
        return None, None, None, kind
    if _KEY.match(who):
        mention = passage.of_key(who, near)
        if mention is None:
            raise ItemError(f"src={who}, which no m line above has")
        return mention.span, _within(head, mention.span, passage.text) if head else mention.head, who, kind
    span = find(who.strip('"“”'), passage.text)
    core = _within(head, span, passage.text) if head else span
    inside = [m for m in passage.mentions if span[0] <= m.head[0] and m.head[1] <= span[1] and m.head == core]
    return span, core, inside[0].key if inside else None, kind


def _modality(value: str, text: str) -> Modality:
    labelled, _, cue = value.partition(":")
    made = {"polarity": "affirmed", "certainty": "certain", "status": "occurred"}
    sets = {"polarity": labels.POLARITIES, "certainty": labels.CERTAINTIES, "status": labels.STATUSES}
    for word in re.split(r"[,\s]+", labelled.strip()):
        where = [name for name, allowed in sets.items() if word in allowed]
        if word and not where:
            raise ItemError(f"«{word}» is no word of modality")
        if where:
            made[where[0]] = word
    return Modality(**made, cue=find(cue, text) if cue.strip() else None)


def _tolls(value: str, text: str) -> tuple[Toll, ...]:
    return tuple(_toll(part.strip(), text) for part in value.split(";;") if part.strip())


def _toll(part: str, text: str) -> Toll:
    effect, number, who, phrase = [p.strip() for p in [*part.split(":"), "", "", ""][:4]]
    match = re.fullmatch(r"(?:(\d+)?\s*(-)\s*(\d+)?|(\d+))", number)
    if number and not match:
        raise ItemError(f"«{number}» is no number of a toll (7, 7-9, 9- or -30)")
    low = high = None
    if match:
        low = int(match[1] or match[4]) if match[1] or match[4] else None
        high = int(match[3]) if match[3] else (low if match[4] else None)
    return Toll(
        _one_of(effect, labels.EFFECTS, "effect"), low, high, who or None, find(phrase, text) if phrase else None
    )


def _keys(value: str | None) -> tuple[str, ...]:
    keys = tuple(k.strip() for k in (value or "").split(",") if k.strip() and k.strip() != "-")
    wrong = [k for k in keys if not _KEY.match(k)]
    if wrong:
        raise ItemError(f"«{wrong[0]}» is no key")
    return keys


def _key(value: str | None) -> str | None:
    return (_keys(value) or (None,))[0]


def _event(words: list[str], fields: dict[str, str], passage: Passage) -> Event:
    name, code = _words(words, 2, "e N TYPE/mode | trig= | …")
    kind, _, mode = code.partition("/")
    _one_of(kind, tuple(MODES), "PLOVER type")
    if mode:
        _one_of(mode, MODES[kind], f"mode of {kind}")
    trigger = find(_need(fields, "trig"), passage.text)
    acled = _one_of(fields["acled"], ACLED, "ACLED sub-event") if fields.get("acled") else None
    contexts = tuple(c for c in re.split(r"[,\s]+", fields.get("ctx", "")) if c)
    for context in contexts:
        _one_of(context, CONTEXTS, "PLOVER context")
    return Event(
        name, kind, mode or None, trigger, _keys(fields.get("act")), _keys(fields.get("rec")), _key(fields.get("at")),
        _key(fields.get("on")), _instrument(fields.get("with"), trigger, passage),
        _tolls(fields.get("toll", ""), passage.text), acled, contexts, _modality(fields.get("mod", ""), passage.text),
        fields.get("by"),
    )  # fmt: skip


def _instrument(value: str | None, near: Span, passage: Passage) -> Span | None:
    if not value or value == "-":
        return None
    mention = passage.of_key(value, near[0]) if _KEY.match(value) else None
    return mention.span if mention else find(value, passage.text)


def _relation(words: list[str], fields: dict[str, str], passage: Passage) -> Relation:
    name, kind = _words(words, 2, "r N kind | head= | tail= | ev=")
    head, tail = (cast(str, _key(_need(fields, side))) for side in ("head", "tail"))
    return Relation(
        name, _one_of(kind, labels.RELATION_KINDS, "kind of relation"), head, tail, find(_need(fields, "ev"), passage.text),
        _key(fields.get("since")), _key(fields.get("until")), _modality(fields.get("mod", ""), passage.text), fields.get("by"),
    )  # fmt: skip
