"""Addresses: bounded, open to public addresses only, and every failure a letter. The servers here run on this
machine.
"""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import ARABIC_BODY, ARABIC_TITLE, page, short_id

from musnad.errors import BadDocument
from musnad.intake import Limits, Options, read_url
from musnad.intake.addresses import Allowance, checked_address, forbidden
from musnad.intake.fetch import fetch
from musnad.intake.urls import clean_url, joined_url

pytestmark = pytest.mark.slow

PAGE = page(ARABIC_TITLE, ARABIC_BODY).encode("windows-1256")
SMALL = Limits(raw=100_000, seconds=2.0)


class _Site(BaseHTTPRequestHandler):
    asked: list[dict[str, str]] = []  # noqa: RUF012  (one server, read by one test)

    def do_GET(self) -> None:
        _Site.asked.append(dict(self.headers.items()))
        name = self.path.strip("/").split("/")[0].split("?")[0]
        getattr(self, f"page_{name}", self.page_absent)()

    def log_message(self, *_: object) -> None:
        return

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_news(self) -> None:
        self.answer(
            200, PAGE, Content_Type="text/html; charset=windows-1256", Set_Cookie="id=1", Content_Length=str(len(PAGE))
        )

    def page_absent(self) -> None:
        self.answer(404)

    def page_moved(self) -> None:
        self.answer(302, Location="/news?from=moved")

    def page_arabic(self) -> None:
        self.answer(301, Location="/news/الهدنة".encode().decode("latin-1"))

    def page_circle(self) -> None:
        self.answer(302, Location="/circle")

    def page_nowhere(self) -> None:
        self.answer(302)

    def page_inside(self) -> None:
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def page_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def page_endless(self) -> None:
        self.answer(200, b"x" * 300_000, Content_Type="text/html")

    def page_announced(self) -> None:
        self.answer(200, b"x", Content_Length="99999999")

    def page_bomb(self) -> None:
        self.answer(200, gzip.compress(b"x" * 50_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def page_packed(self) -> None:
        self.answer(200, gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")

    def page_cut(self) -> None:
        self.answer(200, b"half", Content_Length="1000")

    def page_damaged(self) -> None:
        self.answer(200, b"\x1f\x8bnot gzip at all", Content_Encoding="gzip")

    def page_brotli(self) -> None:
        self.answer(200, b"abc", Content_Encoding="br")

    def page_empty(self) -> None:
        self.answer(200, b"", Content_Length="0")

    def page_json(self) -> None:
        self.answer(
            200, b'{"content": "The truce held on Friday, a local official said."}', Content_Type="application/json"
        )

    def page_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.2)
        except OSError:
            return

    def page_silent(self) -> None:
        time.sleep(4)


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, Allowance]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    yield f"http://127.0.0.1:{port}", Allowance(hosts=frozenset({("127.0.0.1", port)}))
    server.shutdown()
    server.server_close()


def letter(url: str, allowance: Allowance) -> str:
    (got,) = read_url(url, options=Options(limits=SMALL), allowance=allowance)
    assert isinstance(got.letter, BadDocument) and "\n" not in str(got.letter)
    return str(got.letter)


def test_a_page_is_read_and_its_address_kept(site: tuple[str, Allowance]) -> None:
    base, allowance = site
    _Site.asked.clear()
    (got,) = read_url(f"{base}/news", allowance=allowance)
    assert got.document is not None and got.document.text.split("\n") == [ARABIC_TITLE, *ARABIC_BODY]
    assert got.document.url == f"{base}/news" and (got.document.retrieved or "").endswith("+00:00") and got.notes == ()
    (again,) = read_url(f"{base}/packed", allowance=allowance)
    assert again.document is not None and again.document.text == got.document.text
    assert all("Cookie" not in headers and headers["User-Agent"].startswith("Musnad/") for headers in _Site.asked)


def test_redirects_are_shown(site: tuple[str, Allowance]) -> None:
    base, allowance = site
    (got,) = read_url(f"{base}/moved", allowance=allowance)
    assert got.document is not None and got.document.url == f"{base}/news?from=moved"
    assert got.notes == (f"redirected from {base}/moved to {base}/news?from=moved",)
    assert fetch(f"{base}/arabic", allowance=allowance).url.startswith(f"{base}/news/%D8%A7")


def test_json_at_an_address(site: tuple[str, Allowance]) -> None:
    (got,) = read_url(f"{site[0]}/json", allowance=site[1])
    assert got.document is not None and got.document.language == "en"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("absent", "status 404 (Not Found)"),
        ("circle", "redirects more than 5 times"),
        ("nowhere", "without saying where to"),
        ("inside", "metadata address"),
        ("file", "not an http or https address"),
        ("endless", "more than 100,000 bytes"),
        ("announced", "99,999,999 bytes"),
        ("bomb", "more than 100,000 bytes"),
        ("cut", "broke off after 4 bytes"),
        ("damaged", "damaged"),
        ("brotli", "packed as 'br'"),
        ("empty", "empty page"),
        ("slow", "in full in time"),
        ("silent", "in full in time"),
    ],
)
def test_each_failure_has_its_letter(site: tuple[str, Allowance], name: str, words: str) -> None:
    start = time.monotonic()
    assert words in letter(f"{site[0]}/{name}", site[1])
    assert time.monotonic() - start < 6


def test_the_local_machine_is_refused_without_an_allowance(site: tuple[str, Allowance]) -> None:
    base, _ = site
    assert "not allowed" in letter(f"{base}/news", Allowance())
    port = int(base.rsplit(":", 1)[1])
    assert "this machine itself" in letter(f"{base}/news", Allowance(ports=frozenset({port})))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://x:99999/",
        "http://u:p@example.org/",
        "http://example.org/a b",
        "http://exa\nmple.org/",
        "http://example.org/\ud800",
        "javascript:alert(1)",
        "http://" + "a" * 5000,
        "http://..example.org/",
        "http://xn--\u0627/",
    ],
    ids=short_id,
)
def test_what_is_no_address_is_a_letter(url: str) -> None:
    assert letter(url, Allowance())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "169.254.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:db8::1",
        "not an address",
    ],
)
def test_addresses_that_are_never_read(address: str) -> None:
    assert forbidden(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are(address: str) -> None:
    assert forbidden(address) is None


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(BadDocument, match=r"leads to 10\.0\.0\.1"):
        checked_address("mixed.example", 80, Allowance(), 1.0)


def test_the_name_is_resolved_once_and_the_checked_address_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    reached: list[tuple[str, int]] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        ip = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"  # the second answer would lead inside
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def connect(self: socket.socket, where: tuple[str, int]) -> None:
        reached.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(BadDocument, match="refuses the connection"):
        fetch("http://rebinding.example/")
    assert asked == ["rebinding.example"] and reached == [("8.8.8.8", 80)]


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Allowance, Path]]:
    """The same site over https, with a certificate for localhost that it signed itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", *made, *files], check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = int(server.server_address[1])
    yield f"https://localhost:{port}", Allowance(hosts=frozenset({("localhost", port)})), certificate
    server.shutdown()
    server.server_close()


def test_certificates_are_checked(secure: tuple[str, Allowance, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    base, allowance, certificate = secure
    monkeypatch.setattr("musnad.intake.fetch.checked_address", lambda *_: (socket.AF_INET, "127.0.0.1"))
    assert "certificate of localhost is not valid" in letter(f"{base}/news", allowance)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # now its signer is known
    (got,) = read_url(f"{base}/news", allowance=allowance)
    assert got.document is not None and got.document.title == ARABIC_TITLE
    start = time.monotonic()
    assert "in full in time" in letter(f"{base}/slow", allowance)
    assert time.monotonic() - start < 4


def test_a_server_that_speaks_no_tls_is_a_letter(site: tuple[str, Allowance]) -> None:
    base, allowance = site
    assert "no secure connection" in letter(base.replace("http://", "https://") + "/news", allowance)


def test_a_server_that_never_speaks_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        allowance = Allowance(hosts=frozenset({("127.0.0.1", port)}))
        for scheme in ("http", "https"):
            start = time.monotonic()
            assert "in full in time" in letter(f"{scheme}://127.0.0.1:{port}/", allowance)
            assert time.monotonic() - start < 4


def test_a_resolver_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    with pytest.raises(BadDocument, match="not resolved within"):
        fetch("http://slow.example/", limits=Limits(seconds=0.5))


_PARTS = st.sampled_from(
    [
        "http://",
        "https://",
        "//",
        "[",
        "]",
        "::1",
        "@",
        ":",
        "80",
        "x",
        ".",
        "%",
        "%zz",
        "?",
        "#",
        "/",
        "\\",
        "\t",
        "ا",
        "\ud800",
    ]
)


@settings(deadline=None)
@given(st.lists(_PARTS | st.text(max_size=4), max_size=12).map("".join))
def test_any_address_is_clean_ascii_or_a_letter(text: str) -> None:
    for make in (lambda: clean_url(text), lambda: clean_url(joined_url("http://example.org/a", text))):
        try:
            made = make()
        except BadDocument as letter:
            assert "\n" not in str(letter)
        else:
            assert made.isascii() and made.startswith(("http://", "https://")) and not any(c <= " " for c in made)
