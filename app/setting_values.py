"""Readers of setting values: text in, a checked value out. A ValueError ends the sentence that starts with the name."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Auth = Literal["none", "password", "local"]
Https = Literal["auto", "true", "false"]
C = TypeVar("C", bound=str)

MAX_PASSWORD_BYTES = 1024
SHOWN_LENGTH = 60  # characters of a wrong value repeated in the sentence

_BOOLEANS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*((?:K|M|G|T)i?B)", re.IGNORECASE)
_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,\s]+")


def _wrong(expected: str, text: str) -> ValueError:
    shown = text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "..."
    return ValueError(f"must be {expected}, not {shown!r}.")


def whole(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number from `low` to `high`."""

    def read(text: str) -> int:
        digits = text.strip()
        # The length is checked first: int() refuses texts of thousands of digits in words of its own.
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 20) or not low <= int(digits) <= high:
            raise _wrong(f"a whole number from {low} to {high}", text)
        return int(digits)

    return read


def choice(*values: C) -> Callable[[str], C]:
    """Reads one of `values`, in any case."""

    def read(text: str) -> C:
        wanted = text.strip().lower()
        for value in values:
            if value.lower() == wanted:
                return value
        raise _wrong("one of " + ", ".join(values), text)

    return read


def boolean(text: str) -> bool:
    """Reads true, false, 1, 0, yes, no, on or off, in any case."""
    if (value := _BOOLEANS.get(text.strip().lower())) is None:
        raise _wrong("true or false", text)
    return value


def https(text: str) -> Https:
    """Reads `auto` or a boolean."""
    wanted = text.strip().lower()
    if wanted == "auto":
        return "auto"
    if (value := _BOOLEANS.get(wanted)) is None:
        raise _wrong("auto, true or false", text)
    return "true" if value else "false"


def auth(text: str) -> Auth:
    """Reads the way of signing in."""
    known: Callable[[str], Auth] = choice("none", "password", "local")
    return known(text)


def mode(text: str) -> Literal["selfhosted"]:
    """Reads the only mode there is."""
    if text.strip().lower() == "cloud":
        raise ValueError("cannot be 'cloud': Sparklytics Desktop only runs self-hosted.")
    known: Callable[[str], Literal["selfhosted"]] = choice("selfhosted")
    return known(text)


def plain(text: str) -> str:
    """Any text."""
    return text


def password(text: str) -> str:
    """Reads a password as it is; blanks alone are none. The sentence about a wrong one does not repeat it."""
    if not text.strip():
        return ""
    if len(text.encode("utf-8", "surrogateescape")) > MAX_PASSWORD_BYTES:
        raise ValueError(f"must be at most {MAX_PASSWORD_BYTES} bytes")
    return text


def trimmed_password(text: str) -> str:
    """Reads a password without the blanks around it."""
    return password(text.strip())


def path(text: str) -> Path:
    """Reads a path; `~` is the user's home folder."""
    if not text.strip() or "\0" in text:
        raise _wrong("a path", text)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home folder of an unknown user
        raise _wrong("a path", text) from None


def optional_path(text: str) -> Path | None:
    """Reads a path; blank is none."""
    return path(text) if text.strip() else None


def host(text: str) -> str:
    """Reads where to listen: `localhost` (this computer), `all` (every address), an address or a host name."""
    wanted = text.strip().lower().removeprefix("[").removesuffix("]")
    if not is_address(wanted) and not _HOST_NAME.fullmatch(wanted):
        raise _wrong("'localhost', 'all', an address or a host name", text)
    return wanted


def is_address(text: str) -> bool:
    """Say whether `text` is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def base_url(text: str) -> str:
    """Reads the beginning of URLs that others use; blanks around it and slashes at its end are dropped."""
    wanted = text.strip().rstrip("/")
    if not wanted:
        raise ValueError("must not be empty")
    try:
        parts = urlsplit(wanted)
        is_base = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        is_base = is_base and not (parts.query or parts.fragment or re.search(r"\s", wanted)) and parts.port != 0
    except ValueError:
        is_base = False
    if not is_base:
        raise _wrong("a URL such as https://analytics.example.com", text)
    return wanted


def size(text: str) -> str:
    """Reads an amount of memory such as 512MB, 1GB or 2GiB and returns it as the engine understands it."""
    found = _SIZE.fullmatch(text.strip())
    if found is None or float(found[1]) == 0:
        raise _wrong("a size such as 512MB, 1GB or 2GiB", text)
    return found[1] + found[2].upper().replace("I", "i")


def _split(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word]


def origins(text: str) -> tuple[str, ...]:
    """Reads origins (scheme, host and port) between commas or blanks."""
    return tuple(_origin(word) for word in _split(text))


def _origin(word: str) -> str:
    wanted = word.rstrip("/")
    try:
        parts = urlsplit(wanted)
        is_origin = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_origin = False
    if not is_origin or "@" in parts.netloc or wanted != f"{parts.scheme}://{parts.netloc}":
        raise _wrong("a list of origins such as https://example.com", word)
    return wanted.lower()


def networks(text: str) -> tuple[Network, ...]:
    """Reads networks (10.0.0.0/8) and single addresses between commas or blanks."""
    return tuple(_network(word) for word in _split(text))


def _network(word: str) -> Network:
    try:
        return ipaddress.ip_network(word, strict=False)
    except ValueError:
        raise _wrong("a list of networks such as 10.0.0.0/8", word) from None


def host_names(text: str) -> tuple[str, ...]:
    """Reads host names without port between commas or blanks."""
    return tuple(host(word) for word in _split(text))
