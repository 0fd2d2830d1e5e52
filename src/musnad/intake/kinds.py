"""What kind of thing is this: text, a page, JSON, JSON lines, an office file, a PDF, a feed, a web archive? Told by its
name, its header, or its first
bytes.
"""

from __future__ import annotations

import re

KINDS = ("text", "html", "json", "jsonl", "docx", "pdf", "feed", "warc")
_SUFFIXES = {
    ".docx": "docx", ".pdf": "pdf", ".rss": "feed", ".atom": "feed", ".warc": "warc",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".txt": "text", ".md": "text", ".text": "text",
}  # fmt: skip
_TYPES = {
    "application/pdf": "pdf", "application/rss+xml": "feed", "application/atom+xml": "feed", "application/warc": "warc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/html": "html", "application/xhtml+xml": "html", "application/json": "json", "text/json": "json",
    "application/ld+json": "json", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
    "application/jsonlines": "jsonl",
    "text/plain": "text",
}  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article)\b",
    re.I | re.S,
)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_TAGS = re.compile(rb"</(?:p|div|span|a|h1|title|head|article|td)\s*>", re.I)
_MARKS = (b"\xef\xbb\xbf",)


def kind_of_name(name: str) -> str | None:
    """The kind a file name's ending says (a .gz ending aside), or None."""
    low = name.lower().removesuffix(".gz")
    return next((kind for suffix, kind in _SUFFIXES.items() if low.endswith(suffix)), None)


def kind_of_type(content_type: str | None) -> str | None:
    """The kind an HTTP Content-Type says, or None."""
    return _TYPES.get((content_type or "").split(";")[0].strip().lower())


def kind_of_bytes(head: bytes) -> str:
    """The kind the first bytes (some kilobytes) look like. Text when nothing else."""
    head = head[:8192]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and b"word/" in head:
        return "docx"
    if head.startswith(b"WARC/"):
        return "warc"
    if b"\0" in head[:200]:  # UTF-16: look at its ASCII part
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    start = head.lstrip()
    if _FEED.match(head):
        return "feed"
    if _PAGE.match(head) or (start.startswith(b"<") and len(_TAGS.findall(head)) >= 2):
        return "html"
    if re.match(rb"\{\s*[\"}]", start):
        first, _, rest = start.partition(b"\n")
        whole = first.rstrip().endswith(b"}")
        return "jsonl" if whole and (not rest.strip() or rest.lstrip().startswith(b"{")) else "json"
    return "json" if re.match(rb"\[\s*[{\]]", start) else "text"


def kind_of(name: str, head: bytes) -> str:
    """The kind by name, unless the name says text (or nothing) and the bytes are plainly a page or JSON."""
    named = kind_of_name(name)
    if named in (None, "text"):
        seen = kind_of_bytes(head)
        return seen if named is None or seen not in ("text", "json", "jsonl") else "text"
    return named
