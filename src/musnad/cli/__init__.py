"""The command line: arguments and messages only. One file per verb; everything heavy is imported when it is used."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of `musnad`. A MusnadError becomes one line on stderr and exit code 1; Ctrl-C ends with 130."""
    from musnad.cli.app import app
    from musnad.errors import MusnadError

    try:
        app()
    except MusnadError as error:
        print(f"musnad: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()
        sys.exit(0)
