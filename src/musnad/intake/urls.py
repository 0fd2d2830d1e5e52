"""Web addresses as text: made clean ASCII, or refused with a letter, before anything is asked of the network."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import quote, urljoin, urlsplit

from musnad.errors import BadDocument


def clean_url(url: str) -> str:
    """The address with its path in ASCII, or a letter: only http and https, no credentials, no control characters."""
    url = url.strip()
    shown = "".join(c if c.isprintable() else "\ufffd" for c in url[:200])
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise BadDocument(
            f"{shown!r} is not an address ({error}): give one such as https://example.org/article."
        ) from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadDocument(f"{shown!r} is not an http or https address: give one such as https://example.org/article.")
    if parts.username is not None or parts.password is not None:
        raise BadDocument(
            f"the address of {host} holds a user name or password: Musnad sends none; save the page and give the file."
        )
    if len(url) > 4000 or any(ord(c) < 33 or c == "\x7f" for c in url) or not _encodable(url):
        raise BadDocument(f"{shown!r} holds characters that no address may hold, or is too long: check it.")
    name = _ascii_host(host, shown)
    netloc = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return f"{parts.scheme}://{netloc}{path}{query}"


def _encodable(url: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in url)


def _ascii_host(host: str, shown: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadDocument(f"{shown!r} has no valid host name: check it.") from error


def joined_url(base: str, target: str) -> str:
    """A redirect's target as a whole address. A header is bytes: servers send addresses in UTF-8 though they should not."""
    with suppress(UnicodeError):
        target = target.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, target)
    except ValueError as error:
        raise BadDocument(f"{base} redirects to {target[:100]!r}, which is no address ({error}).") from error
