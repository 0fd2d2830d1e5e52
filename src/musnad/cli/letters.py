"""What the command line tells people on standard error, and with which exit code a verb ends.

0: done. 1: something could not be read or written. 2: the command line asks for something impossible. 130: stopped.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from musnad.errors import BadRequest, BadRule, MusnadError
from musnad.show.clean import clean

REPORT = "this is a defect of Musnad: please report it with the article"


def complain(letter: str) -> None:
    """One line on standard error; control characters of file names and articles are shown, not sent."""
    print(f"musnad: {clean(letter)}", file=sys.stderr)


def defect(error: BaseException) -> str:
    """The letter for an error that is nobody's fault but ours."""
    said = clean(str(error))[:200]
    return f"{REPORT} ({type(error).__name__}: {said})" if said else f"{REPORT} ({type(error).__name__})"


def guarded(verb: Callable[[], int], debug: bool = False) -> int:
    """The exit code of a verb, whatever happens in it; every error becomes a letter. `debug` shows where it came
    from."""
    try:
        return verb()
    except KeyboardInterrupt:
        complain("stopped")
        return 130
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        _close_stdout()
        return 0
    except Exception as error:
        if debug:
            traceback.print_exc()
        if isinstance(error, BadRule):  # a drawing of several lines
            print(f"musnad: {error}", file=sys.stderr)
        else:
            complain(_letter(error))
        return 2 if isinstance(error, BadRequest) else 1


def _letter(error: Exception) -> str:
    if isinstance(error, MusnadError):
        return str(error)
    return cannot_write("the output", error) if isinstance(error, OSError) else defect(error)


def cannot_write(where: object, error: OSError) -> str:
    """Why a file cannot be written, and what to do."""
    return f"{where} cannot be written ({error.strerror or error}): check the path, the permissions and the disk."


def _close_stdout() -> None:
    """Nothing more goes to the closed pipe, also not when Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # not a real file (tests)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
