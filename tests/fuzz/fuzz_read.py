"""Any text becomes a record without problems, or a letter: nothing else escapes from the whole path, and nothing hangs.

`python tests/fuzz/fuzz_read.py` runs under atheris where that is installed; `tests/test_read_any.py` runs the same
target on generated news.
"""

from __future__ import annotations

import sys
import time

from musnad import document, read
from musnad.errors import BadDocument, BadLanguage
from musnad.record.wire import dumps, loads

LANGUAGES = ("ar", "en", "tr", None)
DATES = (None, "2024-05-01", "2023", "2024-02-29T23:59:59Z")
LONGEST = 20_000  # code points
SECONDS = 20.0


def TestOneInput(data: bytes) -> None:  # the name that atheris expects
    """The first byte chooses language and publication date; the rest is the text in UTF-8."""
    choice, rest = (data[0], data[1:]) if data else (0, b"")
    text = rest.decode("utf-8", "ignore")[:LONGEST]
    start = time.monotonic()
    try:
        received = document(text, language=LANGUAGES[choice % 4], published=DATES[choice // 4 % 4])
        record = read(received)
    except (BadDocument, BadLanguage) as letter:  # nothing to read, or recognised as a language without a folder
        assert str(letter) and "\n" not in str(letter)
        return
    assert record.problems() == []
    assert loads(dumps(record)) == record
    assert read(received) == record
    assert time.monotonic() - start < SECONDS


def main() -> None:
    """Run under atheris."""
    import atheris  # type: ignore[import-not-found]

    atheris.instrument_all()
    atheris.Setup(sys.argv, TestOneInput)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
