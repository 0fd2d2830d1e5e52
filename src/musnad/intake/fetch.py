"""An address on the web to its bytes: bounded in time, size and redirects, and never to a private address.

Each address is resolved once and the connection goes to exactly the address that was checked, so a name that changes
its answer in between (DNS rebinding) gains nothing. No cookies, no proxy, no credentials; certificates are checked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from musnad.errors import BadDocument, MusnadError
from musnad.intake.addresses import NO_ALLOWANCE, Allowance, checked_address
from musnad.intake.articles import known_with, read_bytes
from musnad.intake.kinds import kind_of_bytes, kind_of_name, kind_of_type
from musnad.intake.result import DEFAULTS, Limits, Options, Received
from musnad.intake.urls import clean_url, joined_url

MOST_REDIRECTS = 5
_AGENT = "Musnad/0.1 (reads news articles for research; one page at a user's request)"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,application/json;q=0.9,*/*;q=0.1"
_CHUNK = 65_536
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. url: the last one; content_type: its header; hops: every address asked, in order;
    retrieved: ISO 8601, UTC.
    """

    data: bytes
    url: str
    content_type: str | None
    hops: tuple[str, ...]
    retrieved: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    data: bytes


def read_url(url: str, *, options: Options = DEFAULTS, allowance: Allowance = NO_ALLOWANCE) -> Iterator[Received]:
    """The articles at an address; failures come as values with a letter. Redirects are shown in the notes.

    `allowance` opens addresses that are refused otherwise (a test's own server); it is an argument, never a setting
    of the machine.
    """
    try:
        got = fetch(url, limits=options.limits, allowance=allowance)
    except MusnadError as letter:
        yield Received(url, letter=letter)
        return
    kind = options.kind or kind_of_type(got.content_type) or kind_of_name(urlsplit(got.url).path)
    if kind in (None, "text"):
        kind = kind_of_bytes(got.data)
    options = known_with(
        replace(options, kind=kind, charset=_charset(got) or options.charset), url=got.url, retrieved=got.retrieved
    )
    moved = tuple(f"redirected from {a} to {b}" for a, b in zip(got.hops, got.hops[1:], strict=False))
    for received in read_bytes(got.data, name=url, options=options):
        yield replace(received, notes=(*moved, *received.notes))


def fetch(url: str, *, limits: Limits = DEFAULTS.limits, allowance: Allowance = NO_ALLOWANCE) -> Fetched:
    """Get an address over http or https. Raises BadDocument, one line, for every failure: address, network, time,
    size, status.
    """
    deadline = time.monotonic() + limits.seconds
    hops = [clean_url(url)]
    while True:
        answer = _ask(hops[-1], limits.raw, deadline, allowance)
        if answer.status not in _MOVED:
            break
        target = answer.headers.get("Location")
        if not target:
            raise BadDocument(f"{hops[-1]} redirects (status {answer.status}) without saying where to.")
        if len(hops) > MOST_REDIRECTS:
            raise BadDocument(
                f"{url} redirects more than {MOST_REDIRECTS} times (last to {target[:100]}): give the last one."
            )
        hops.append(clean_url(joined_url(hops[-1], target)))
    if answer.status != 200:
        raise BadDocument(
            f"{hops[-1]} answers with status {answer.status} {_meaning(answer.status)}: look in a browser."
        )
    if not answer.data:
        raise BadDocument(f"{hops[-1]} answers with an empty page: there is nothing to read.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Fetched(answer.data, hops[-1], answer.headers.get("Content-Type"), tuple(hops), now)


def _meaning(status: int) -> str:
    return f"({http.client.responses[status]})" if status in http.client.responses else ""


def _ask(url: str, most: int, deadline: float, allowance: Allowance) -> _Answer:
    """One request, to the checked address, all of it before the deadline."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    family, address = checked_address(host, port, allowance, _left(deadline, host))
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = plain = _connected(family, address, port, _left(deadline, host))
        with _alarm(plain, _left(deadline, host)):
            if secure:
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            return _exchange(connection, parts.path + (f"?{parts.query}" if parts.query else ""), most, deadline, host)
    except MusnadError:
        raise
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise BadDocument(_trouble(error, host, deadline)) from error
    finally:
        connection.close()


def _connected(family: int, address: str, port: int, seconds: float) -> socket.socket:
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(min(seconds, 10.0))
        plain.connect((address, port))
    except BaseException:
        plain.close()
        raise
    return plain


@contextmanager
def _alarm(plain: socket.socket, seconds: float) -> Iterator[None]:
    """End the connection after `seconds`, whatever it is doing: a server that sends one byte a second would outlast
    any socket timeout.

    The alarm holds a second handle, because TLS takes the first one over.
    """
    with plain.dup() as handle:
        alarm = threading.Timer(seconds, _shut, (handle,))
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            alarm.join()


def _shut(handle: socket.socket) -> None:
    with suppress(OSError):  # already closed by the other side
        handle.shutdown(socket.SHUT_RDWR)


def _exchange(connection: http.client.HTTPConnection, path: str, most: int, deadline: float, host: str) -> _Answer:
    connection.putrequest("GET", path, skip_accept_encoding=True)
    headers = (
        ("User-Agent", _AGENT),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", "gzip, identity"),
        ("Connection", "close"),
    )
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    if response.status in _MOVED or response.status != 200:
        return _Answer(response.status, response.headers, b"")
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > most:
        raise BadDocument(f"the page at {host} has {int(length):,} bytes and the limit is {most:,}: it is no article.")
    data = _body(response, most, deadline, host)
    return _Answer(response.status, response.headers, data)


def _body(response: http.client.HTTPResponse, most: int, deadline: float, host: str) -> bytes:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise BadDocument(
            f"{host} sends the page packed as {coding[:20]!r}, not asked for: save the page, give the file."
        )
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding not in ("identity", "") else None
    parts, size = [], 0
    while block := response.read1(_CHUNK):
        _left(deadline, host)
        plain = unpack.decompress(block, most - size + 1) if unpack else block
        parts.append(plain)
        size += len(plain)
        if size > most:
            raise BadDocument(f"the page at {host} has more than {most:,} bytes, the limit: it is no article.")
    _left(deadline, host)
    if response.length or (unpack and not unpack.eof):
        raise BadDocument(f"the page at {host} broke off after {size:,} bytes: try again.")
    return b"".join(parts)


def _left(deadline: float, host: str) -> float:
    """Seconds until the deadline; the letter when none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise BadDocument(
            f"{host} did not answer in full in time: try again later, or save the page and give the file."
        )
    return left


def _trouble(error: Exception, host: str, deadline: float) -> str:
    """A network error as a letter."""
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return f"{host} did not answer in full in time: try again later, or save the page and give the file."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {host} is not valid ({error.verify_message}): save the page, give the file."
    if isinstance(error, ssl.SSLError):
        return f"no secure connection to {host} ({error.reason or 'TLS error'}): save the page, give the file."
    if isinstance(error, ConnectionRefusedError):
        return f"{host} refuses the connection: check the address."
    if isinstance(error, zlib.error):
        return f"{host} sent a damaged page (it cannot be unpacked): try again."
    text = getattr(error, "strerror", None) or f"{type(error).__name__} {str(error)[:80]}".strip()
    return f"{host} cannot be read ({text}): check the address, try again later."


def _charset(got: Fetched) -> str | None:
    for part in (got.content_type or "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
