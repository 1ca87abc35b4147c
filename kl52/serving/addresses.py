"""By which names the app is reached: the Host headers and the origins that are its own.

A page of another site that a user has open must not speak with the app, neither by a name of its
own that it lets point to this machine (Host), nor across origins (Origin).
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from kl52.serving.settings import Settings

_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_ANY = ("0.0.0.0", "::", "")
_PORTS = {"http": 80, "https": 443}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("192.168.1.5"), is_loopback("kl52.localhost.vn")
    (False, False, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def is_any(host: str) -> bool:
    """Whether an address is all those of the machine, and so the name of none."""
    return host in _ANY


def hosts_of(settings: Settings) -> frozenset[str]:
    """The values that a Host header may have.

    >>> sorted(hosts_of(Settings(port=81)))
    ['127.0.0.1:81', '[::1]:81', 'localhost:81']
    """
    return frozenset(_without_usual_port(each)[1] for each in _addresses(settings))


def origins_of(settings: Settings) -> frozenset[str]:
    """The values that an Origin header may have.

    >>> sorted(origins_of(Settings(origin="https://kl52.so.example")))[-1]
    'https://kl52.so.example'
    """
    return frozenset("://".join(_without_usual_port(each)) for each in _addresses(settings))


def _addresses(settings: Settings) -> list[str]:
    names = list(_LOCAL)
    if not is_loopback(settings.host) and not is_any(settings.host):
        names.append(f"[{settings.host}]" if ":" in settings.host else settings.host)
    found = [f"http://{name}:{settings.port}" for name in names]
    return [*found, settings.origin] if settings.origin else found


def _without_usual_port(address: str) -> tuple[str, str]:
    parts = urlsplit(address.lower())
    usual = f":{_PORTS.get(parts.scheme, 0)}"
    return parts.scheme, parts.netloc.removesuffix(usual)
