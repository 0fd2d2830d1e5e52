"""Any bytes become documents or letters: nothing else escapes from intake, and nothing takes long.

`python tests/fuzz/fuzz_intake.py` runs under atheris where that is installed; `tests/intake/test_intake_fuzz.py` runs
the
same target on generated input.
"""

from __future__ import annotations

import sys
import time

from musnad.errors import MusnadError
from musnad.intake import Limits, Options, read_bytes
from musnad.intake.kinds import KINDS

LIMITS = Limits(raw=200_000, text=50_000)
SECONDS = 5.0


def TestOneInput(data: bytes) -> None:  # the name that atheris expects
    """The first byte chooses the kind (or none) and a charset hint; the rest is the input."""
    choice, rest = (data[0], data[1:]) if data else (0, b"")
    kind = (*KINDS, None)[choice % 5]
    charset = (None, "utf-8", "windows-1256", "no-such")[choice // 5 % 4]
    start = time.monotonic()
    for got in read_bytes(rest, name="fuzz", options=Options(kind=kind, charset=charset, limits=LIMITS)):
        assert (got.document is None) != (got.letter is None)
        if got.document is not None:
            got.document.text.encode("utf-8")
            assert got.document.text.strip() and "\r" not in got.document.text and "\0" not in got.document.text
        else:
            assert isinstance(got.letter, MusnadError) and str(got.letter) and "\n" not in str(got.letter)
    assert time.monotonic() - start < SECONDS


def main() -> None:
    """Run under atheris."""
    import atheris  # type: ignore[import-not-found]

    atheris.instrument_all()
    atheris.Setup(sys.argv, TestOneInput)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
