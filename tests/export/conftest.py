"""What tests of exports share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from musnad.archive import Archive, create
from musnad.archive.adding import add
from musnad.intake import read_paths


@pytest.fixture(scope="module")
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive that holds the module's TEXT, read by the rules."""
    folder = tmp_path_factory.mktemp("archive")
    article = folder / "one.txt"
    article.write_text(request.module.TEXT, encoding="utf-8")
    made, _ = create(folder / "news", who="tester")
    add(made, read_paths([article]), who="tester", workers=0, model=False)
    yield made
    made.close()
