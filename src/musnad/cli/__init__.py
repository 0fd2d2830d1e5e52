"""The command line: arguments and messages only. One file per verb; everything heavy is imported when it is used."""

from __future__ import annotations


def main() -> None:
    """Entry point of `musnad`. Errors become letters inside the verbs (see `letters.guarded`)."""
    from musnad.cli.app import app

    app()
