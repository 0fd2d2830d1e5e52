"""read(): the whole path on one screen, from a document to a record.

Reading is a pure function of the document and of the rules (and weights) of this version: no clock, no network, no
randomness. Every stage is a room of its own; its result is handed on, never changed afterwards.
"""

from __future__ import annotations

import functools
import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from musnad import languages
from musnad.actors import link_actors
from musnad.claims import find_attributions, link_claims
from musnad.claims.proposed import with_proposed as with_cues
from musnad.events import find_events
from musnad.events.proposed import Known
from musnad.events.proposed import with_proposed as with_triggers
from musnad.events.wording import fingerprint
from musnad.mentions import find_mentions, find_money, merge_mentions
from musnad.mentions.clitics import without_endings
from musnad.mentions.proposed import with_proposed
from musnad.neural import Proposals, Tagger, propose, tagger_or_letter
from musnad.places import find_places, resolve_places
from musnad.record import Document, Reader, Record, Text
from musnad.relations import find_relations
from musnad.text import split_text
from musnad.text.numbers import find_numbers
from musnad.times import find_times
from musnad.version import VERSION


def read(document: Document, *, model: bool = True) -> Record:
    """The record of one document. Raises BadLanguage when its language has no folder, BadRule when a rule is broken.

    `model` asks for the tagger beside the rules (`Record.reader.weights` is the hash of its weights then). Without weights
    the rules read alone, and a letter that says so is logged once."""
    with _undisturbed():
        return _read(document, model)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Python's search for unreachable cycles is put off meanwhile, and then as it was: reading makes none, and the search
    would look through all compiled rules again and again."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _read(document: Document, model: bool) -> Record:
    language = languages.load(document.language)
    text = split_text(document, language)
    said = _proposals(text) if model else None
    every = find_numbers(text, language)
    money, numbers = find_money(text, every, language)
    times = find_times(text, language, every)
    named = find_mentions(text, language)
    mentions = merge_mentions(named, find_places(text, language), times, numbers, money)
    mentions = tuple(without_endings(mentions, text, language))
    mentions = with_proposed(mentions, said, text, language)
    actors, mentions = link_actors(text, mentions, document, language)
    places = resolve_places(text, mentions, document, language)
    attributions = with_cues(find_attributions(text, mentions, actors, language), said, text, mentions, language)
    events = find_events(text, mentions, actors, places, times, numbers, attributions, language)
    events = with_triggers(events, said, Known(text, mentions, actors, places, times, numbers, attributions), language)
    relations = find_relations(text, mentions, actors, places, times, attributions, language)
    claims, events, relations = link_claims(text, attributions, events, relations)
    return Record(
        document, mentions, actors, times, places, attributions, claims, events, relations, _reader(document.language, said)
    )  # fmt: skip


def read_many(documents: Iterable[Document], *, model: bool = True) -> Iterator[Record]:
    """Records in the documents' order, one at a time: the tagger reads window by window, so that a record does not depend
    on what else is read."""
    for document in documents:
        yield read(document, model=model)


def _proposals(text: Text) -> Proposals | None:
    """What the tagger says of the text; None without weights."""
    tagger = tagger_or_letter()
    return propose(text, tagger) if isinstance(tagger, Tagger) else None


def _reader(language: str, said: Proposals | None) -> Reader:
    return Reader(VERSION, _rules(language), said.weights if said else None)


@functools.cache
def _rules(language: str) -> str:
    """The language and a hash of all that its rules rest on: the rule files, and the weights of wordings."""
    made = hashlib.sha256(languages.load(language).digest().encode() + fingerprint(language))
    return f"{language}-{made.hexdigest()[:16]}"
