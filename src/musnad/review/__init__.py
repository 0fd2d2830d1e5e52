"""The review workbench's server: people read what the machine read, and have the last word (docs/review.md).

    app = make_app(archive, Settings())          # one local user on loopback
    app = make_app(archive, Settings(team=True))  # accounts, roles, groups

Every answer that acknowledges something is sent after its commit. What a person may not see is, for every question, not
there (`sight`).
"""

from __future__ import annotations

from musnad.review.app import make_app
from musnad.review.settings import Settings

__all__ = ["Settings", "make_app"]
