"""A dossier says of everything on whose word it is, and names no private person unless asked to."""

from __future__ import annotations

from musnad.archive import Archive
from musnad.export.dossier import actor_page
from musnad.export.private import Privacy
from musnad.resolve.views.who import who

TEXT = """Gunmen of the River Front attacked a convoy near Damascus on 3 May 2024, killing the farmer Salim Qarduni.
The River Front attacked Daraya on 4 May 2024.
"The River Front killed Salim Qarduni," his neighbour Adel Barhum told reporters on Saturday.
"""


def page(archive: Archive, privacy: Privacy) -> str:
    with archive.reading() as session:
        return actor_page(session, who(session, "River Front")[0], privacy)


def test_everything_has_a_speaker(archive: Archive) -> None:
    made = page(archive, Privacy(bytes(32)))
    assert made.count("<th>on whose word</th>") >= 1
    assert "ASSAULT" in made
    assert "the outlet itself" in made
    assert "Nothing here is a finding" in made
    assert "<script" not in made


def test_private_persons_are_pseudonyms(archive: Archive) -> None:
    hidden, named = page(archive, Privacy(bytes(32))), page(archive, Privacy(None))
    assert "Adel Barhum" in named  # who says so
    assert "Barhum" not in hidden
    assert "Qarduni" not in hidden
    assert "person-" in hidden
