"""The desk's own tables, which `musnad.archive` keeps so that its backup holds them."""

from musnad.archive.desk import (
    Assigned,
    Attempts,
    Base,
    Jobs,
    RoundDocuments,
    Rounds,
    Searches,
    Sensitive,
    Sessions,
    Tokens,
    Users,
)  # fmt: skip

__all__ = [
    "Assigned", "Attempts", "Base", "Jobs", "RoundDocuments", "Rounds", "Searches", "Sensitive", "Sessions", "Tokens", "Users",
]  # fmt: skip
