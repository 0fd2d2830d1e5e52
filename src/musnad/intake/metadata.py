"""What a page says about its article: JSON-LD first, then OpenGraph and other meta tags, then the tags a reader sees.

The publication date comes from metadata alone and is never guessed from the text, the address or a date of change.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from musnad.intake.dates import loose_iso
from musnad.intake.tables import table

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts of a page's metadata, None where it says nothing. `body` is JSON-LD's articleBody; `language` only a
    hint.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    notes: tuple[str, ...] = ()


def page_facts(tree: Any, address: str | None = None) -> PageFacts:
    """Read the metadata of a parsed page (an lxml element). `address` is where it came from, to complete relative
    links.
    """
    article = _article(tree)
    meta = _meta(tree)
    outlet = meta.get("outlet", [None])[0] or _name(article.get("publisher"))
    published, notes = _published(tree, article, meta)
    return PageFacts(
        title=_title(tree, article, meta, outlet),
        author=_author(tree, article, meta),
        outlet=outlet,
        published=published,
        url=_url(tree, meta, address),
        language=_language(tree, article, meta),
        body=_plain(article.get("articleBody")),
        notes=notes,
    )


def _plain(value: object) -> str | None:
    """One clean line of a metadata value (entities are often written twice); None when it is no text."""
    return (" ".join(html.unescape(value).split()) or None) if isinstance(value, str) else None


def _article(tree: Any) -> dict[str, Any]:
    """The JSON-LD node that describes the article: the best type, and among equals the one with most fields."""
    ranks = {kind: rank for rank, kind in enumerate(reversed(table("page")["types"]))}
    best: tuple[int, int] = (-1, 0)
    found: dict[str, Any] = {}
    for script in tree.iterfind(".//script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_json(script.text)):
            rank = max((ranks.get(str(kind).lower(), -1) for kind in _list(node.get("@type"))), default=-1)
            fields = sum(key in node for key in ("headline", "datePublished", "author", "publisher", "articleBody"))
            if rank >= 0 and (min(rank, 1), fields) > best:
                best, found = (min(rank, 1), fields), node
    return found


def _json(text: str | None) -> Any:
    try:
        return json.loads((text or "").strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script: the top, its @graph, and what a page says it is about. Not the lists of other
    articles.
    """
    pending, seen = [value], 0
    while pending and seen < _MOST_NODES:
        seen += 1
        node = pending.pop(0)
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            yield node
            pending.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _meta(tree: Any) -> dict[str, list[str]]:
    """field -> the contents of its meta tags, best name first."""
    by_name: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = _plain(tag.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and tag.get(attribute):
                by_name.setdefault(tag.get(attribute).strip().lower(), []).append(content)
    rows = table("page")["meta"].items()
    found = {field: [content for name in names for content in by_name.get(name, ())] for field, names in rows}
    return {field: contents for field, contents in found.items() if contents}


def _title(tree: Any, article: dict[str, Any], meta: dict[str, list[str]], outlet: str | None) -> str | None:
    """The printed headline where it is plain which one it is, else the announced one, without the site's name at its
    end.
    """
    heads = [text for text in (_text_of(h) for h in tree.iter("h1")) if text]
    tag = tree.find(".//title")
    announced = [_plain(article.get("headline")), *meta.get("title", []), _plain(tag.text) if tag is not None else None]
    choices = [text for text in (_without_site(a, outlet) for a in announced if a) if text]
    for (
        head
    ) in heads:  # the headline as printed, when the metadata has it too (perhaps with the site's name or cut short)
        if any(choice == head or (len(head) > 20 and choice.startswith(head)) for choice in choices):
            return head
    return next(iter(choices), None) or (heads[0] if len(heads) == 1 else None)


def _without_site(title: str, outlet: str | None) -> str:
    if outlet:
        for mark in ("|", "-", "–", "—", "::", ":", "•", "»", "/"):
            for tail in (f" {mark} {outlet}", f"{mark}{outlet}"):
                if title.casefold().endswith(tail.casefold()):
                    return title[: -len(tail)].rstrip()
    return title


def _text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _author(tree: Any, article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    names = [name for name in (_name(a) for a in _list(article.get("author"))) if name]
    names = names or meta.get("author", [])[:1]
    if not names:
        marked = tree.xpath("//*[@rel='author' or @itemprop='author']")
        names = [text for text in map(_text_of, marked[:1]) if text] or _bylines(tree)
    joined = ", ".join(dict.fromkeys(name for name in names if not name.startswith(("http:", "https:", "/", "@"))))
    return joined if 0 < len(joined) <= 200 else None


def _bylines(tree: Any) -> list[str]:
    """The name in elements whose class says author, when the page has only one such name (a list of articles has
    several).
    """
    classes = set(table("page")["bylines"])
    found = {
        _text_of(e) for e in tree.xpath("//body//*[@class]") if classes.intersection(e.get("class").lower().split())
    }
    names = {text for text in found if 3 <= len(text) <= 60 and not any(map(str.isdigit, text))}
    return list(names) if len(names) == 1 else []


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = next(iter(value), None)
        return _name(value) if isinstance(value, dict) else _plain(value)
    return _plain(value)


def _published(tree: Any, article: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str | None, tuple[str, ...]]:
    unread: list[str] = []
    for value in (article.get("datePublished"), *meta.get("published", []), *_marked_times(tree)):
        found = loose_iso(value)
        if found:
            return found, ()
        if isinstance(value, str) and value.strip():
            unread.append(value.strip()[:40])
    found = _only_time(tree)
    note = (f"the page's publication date {unread[0]!r} is not ISO 8601 and not clear; not used",) if unread else ()
    return (found, ()) if found else (None, note)


def _marked_times(tree: Any) -> Iterator[str]:
    """Times that their markup calls the time of publication."""
    fresh = table("page")["fresh"]
    for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@datetime]"):
        classes = (element.get("class") or "").lower()
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if marked or any(word in classes for word in fresh):
            yield element.get("datetime") or element.get("content") or ""


def _only_time(tree: Any) -> str | None:
    """The time of the page's <time> tags when they all name one day and none is a time of change."""
    stale = table("page")["stale"]
    times = [
        loose_iso(element.get("datetime"))
        for element in tree.iter("time")
        if element.get("datetime") and not any(word in (element.get("class") or "").lower() for word in stale)
    ]
    days = {found[:10] for found in times if found}
    return times[0] if len(days) == 1 and None not in times else None


def _url(tree: Any, meta: dict[str, list[str]], address: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for value in (*links, *meta.get("url", []), address):
        try:
            whole = urljoin(address or "", (value or "").strip())
            if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).netloc:
                return str(whole)
        except ValueError:  # a broken address: the next may be whole
            continue
    return None


def _language(tree: Any, article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    root = tree.getroottree().getroot()
    for value in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), article.get("inLanguage"),
                  *meta.get("language", [])):  # fmt: skip
        match = _LANGUAGE.match(value.strip()) if isinstance(value, str) else None
        if match:
            return str(match.group().lower())
    return None
