"""Errors as letters to a person: what was wrong, where, and what to do.

Every error that a user can cause derives from `MusnadError`; its text is one line that can be shown as it is.
Anything else that escapes is a defect of Musnad.
"""

from __future__ import annotations


class MusnadError(Exception):
    """The root of all letters. `str(error)` is one readable line."""


class BadDocument(MusnadError):
    """The input cannot be read as an article (empty, binary, too large, unreachable, no text in it)."""


class BadLanguage(MusnadError):
    """The article's language has no folder under `languages/`, or could not be recognised."""


class BadRule(MusnadError):
    """A rule file is broken. The text has the file, the line, the caret and the nearest valid key."""


class BadRecord(MusnadError):
    """A record on the wire does not have the shape of schema `musnad.record/1`."""


class BadCodebook(MusnadError):
    """A codebook table contradicts itself or names a code that does not exist."""


class BadGazetteer(MusnadError):
    """The compiled gazetteer is missing or damaged."""


class BadModel(MusnadError):
    """The tagger's weights are absent or damaged. Reading goes on with the rules alone."""


class BadArchive(MusnadError):
    """The archive is missing, damaged, of another version, or something in it is not what it was."""


class BadRequest(MusnadError):
    """The command line asked for something that cannot be done (unknown item, wrong option)."""
