"""Which network addresses may an address on the web lead to? Only public ones: never this machine, its network or a
cloud's metadata.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass

from musnad.errors import BadDocument

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))  # RFC 6052, RFC 8215
_METADATA = frozenset({
    ipaddress.ip_address("169.254.169.254"),  # most clouds
    ipaddress.ip_address("168.63.129.16"),  # a public address that one cloud answers on only from inside
    ipaddress.ip_address("100.100.100.200"),
    ipaddress.ip_address("fd00:ec2::254"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is allowed beyond public addresses on ports 80 and 443. For tests and for a newsroom's own server, always
    said by the caller.

    hosts: (host, port) pairs that may be private ("127.0.0.1", 8080). ports: further ports on public addresses.
    """

    hosts: frozenset[tuple[str, int]] = frozenset()
    ports: frozenset[int] = frozenset()


NO_ALLOWANCE = Allowance()


def checked_address(host: str, port: int, allowance: Allowance, seconds: float) -> tuple[int, str]:
    """Resolve `host` once and return (family, address) to connect to. Raises BadDocument when it is unknown or not
    public.

    Every address of the name must be public: a name that mixes public and private ones is refused, because the choice
    between them could
    be made by somebody else.
    """
    if (host, port) not in allowance.hosts and port not in (80, 443) and port not in allowance.ports:
        raise BadDocument(f"port {port} of {host} is not allowed: only 80 and 443 are read.")
    found = _resolved(host, port, seconds)
    if (host, port) not in allowance.hosts:
        for _, address in found:
            reason = forbidden(address)
            if reason:
                raise BadDocument(f"{host} leads to {address}, {reason}: only public addresses are read.")
    return found[0]


def forbidden(address: str) -> str | None:
    """Why an address may not be read ("a private address"), or None when it is public."""
    try:
        ip: Address = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return "no address"
    return next((reason for each in (ip, *_inside(ip)) if (reason := _reason(each))), None)


def _inside(ip: Address) -> list[Address]:
    """IPv4 addresses carried in an IPv6 address: mapped, 6to4, Teredo, NAT64, and the old compatible form."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return []
    carried: list[Address] = [each for each in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if each is not None]
    if any(ip in net for net in _NAT64) or int(ip) >> 32 == 0:
        carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return carried


def _reason(ip: Address) -> str | None:
    if ip in _METADATA:
        return "a cloud's metadata address"
    if ip.is_loopback:
        return "this machine itself"
    if ip.is_link_local:
        return "a link-local address"
    if ip.is_multicast:
        return "a multicast address"
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return None  # judged by the address it carries
    if isinstance(ip, ipaddress.IPv6Address) and any(ip in net for net in _NAT64):
        return None
    return None if ip.is_global else "a private or reserved address"


def _resolved(host: str, port: int, seconds: float) -> list[tuple[int, str]]:
    """(family, address) of a name, in the resolver's order. It knows no time limit itself: a daemon thread can be
    left behind.
    """
    answer: list[list[tuple[int, str]] | Exception] = []
    asking = threading.Thread(target=_ask_resolver, args=(host, port, answer), daemon=True)
    asking.start()
    asking.join(seconds)
    if not answer:
        raise BadDocument(f"the name {host} was not resolved within {seconds:.0f} s: try again later.")
    found = answer[0]
    if isinstance(found, Exception) or not found:
        raise BadDocument(f"there is no host {host[:100]!r}, or no network: check the address.")
    return found


def _ask_resolver(host: str, port: int, answer: list[list[tuple[int, str]] | Exception]) -> None:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answer.append([(int(family), str(where[0])) for family, _, _, _, where in rows])
    except (OSError, UnicodeError) as error:
        answer.append(error)
