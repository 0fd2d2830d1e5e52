"""The fuzz target, on input that hypothesis makes: raw bytes, broken pages, broken JSON, text in many charsets."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_samples import ARABIC_BODY, ARABIC_TITLE, ENGLISH_BODY, ENGLISH_TITLE, page, short_id

pytestmark = pytest.mark.slow

_SPEC = importlib.util.spec_from_file_location("fuzz_intake", Path(__file__).parents[1] / "fuzz/fuzz_intake.py")
assert _SPEC is not None and _SPEC.loader is not None
fuzz = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fuzz)

_PIECES = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "<p",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "&#1114112;",
        "&zwnj;",
        "<?xml version='1.0' encoding='utf-16'?>",
        "<meta charset=",
        "windows-1256",
        "'",
        '"',
        "=",
        ">",
        "<svg><title>",
        "<math>",
        "<template>",
        "<html lang=ar>",
        "<head>",
        "<body>",
        "<article>",
        "<h1>",
        "<time datetime='2024-11-29'>",
        "<time datetime=''>",
        "<meta name=date content='x'>",
        "<link rel=canonical href='http://[::1'>",
        "<base href='//'>",
        "<frameset>",
        "<plaintext>",
        '<script type=\'application/ld+json\'>{"@type": ["Article", 1], "author": [[{}]], '
        '"headline": {"a": []}}</script>',
        "<script type='application/ld+json'>[[{\"@graph\": 5}]]</script>",
        "<meta property='og:title' content='&lt;x&gt;'>",
        "<a rel=author>",
        "قال المتحدث إن الهدنة صامدة في البلدة منذ مساء أمس",
        "The truce held on Friday, a local official said",
        "\u202e",
        "\ufeff",
        "\x00",
        "\x0b",
        "\n",
    ]
)
_PAGES = st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "source", "language", "country", "url", "articles", "a"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)
_KEPT = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@_KEPT
@given(st.binary(max_size=600))
def test_raw_bytes(data: bytes) -> None:
    fuzz.TestOneInput(data)


@_KEPT
@given(_PAGES, st.sampled_from(["utf-8", "windows-1256", "utf-16"]), st.integers(0, 255))
def test_broken_pages(text: str, charset: str, choice: int) -> None:
    data = text.encode(charset, "ignore")
    fuzz.TestOneInput(bytes([choice]) + data)
    fuzz.TestOneInput(bytes([1]) + data)


@_KEPT
@given(_JSON, st.integers(0, 255))
def test_odd_json(value: object, choice: int) -> None:
    data = json.dumps(value).encode()
    fuzz.TestOneInput(bytes([choice]) + data)
    fuzz.TestOneInput(bytes([2]) + data)
    fuzz.TestOneInput(bytes([3]) + data + b"\n" + data[: len(data) // 2])


@_KEPT
@given(st.data())
def test_good_articles_with_damage(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([page(ARABIC_TITLE, ARABIC_BODY), "\n".join(ENGLISH_BODY), page(ENGLISH_TITLE, ENGLISH_BODY)])
    )
    raw = bytearray(
        whole.encode(data.draw(st.sampled_from(["utf-8", "windows-1256", "utf-16", "utf-8-sig"])), "replace")
    )
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=30)):
        raw[at] = byte
    fuzz.TestOneInput(bytes([data.draw(st.integers(0, 255))]) + bytes(raw))


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"\x01", b"\x01<", b"\x01<p>", b"\x02{", b"\x03\n\n", b"\x04\xff\xfe", b"\x00\xff\xfe\x00\xd8"],
    ids=short_id,
)
def test_edges(data: bytes) -> None:
    fuzz.TestOneInput(data)
