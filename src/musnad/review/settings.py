"""How the server runs: alone on loopback, or for a team."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("reader", "reviewer", "editor", "admin")  # each may do what those before may


@dataclass(frozen=True, slots=True)
class Settings:
    """team:     accounts with passwords; else one local user (with all rights) who enters by a one-time token.
    local_user: that user's name in judgements and in the audit.
    hosts:      names by which browsers may address the server (against DNS rebinding).
    port:       part of the cookie's name, because cookies do not tell ports apart.
    secure:     cookies only over https (a browser takes loopback for secure).
    idle, age:  seconds without a request, and since the login, after which a session ends.
    """

    team: bool = False
    local_user: str = "local"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "::1")
    port: int = 0
    secure: bool = False
    idle: int = 12 * 3600
    age: int = 7 * 24 * 3600

    @property
    def cookie(self) -> str:
        """The session cookie's name; the prefix makes browsers refuse it from another host or over http."""
        return "__Host-musnad" if self.secure else f"musnad_{self.port}"
