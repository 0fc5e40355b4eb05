"""Readers of setting values: each turns a text into a checked value.

The message of a ValueError completes a sentence that begins with the name of the setting.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Generic, Literal, TypeVar
from urllib.parse import urlsplit

from app.domain.server_control import SettingShape

Network = IPv4Network | IPv6Network
Auth = Literal["none", "password", "local"]
Https = Literal["auto", "true", "false"]
C = TypeVar("C", bound=str)

MAX_PASSWORD_BYTES = 1024
SHOWN_LENGTH = 60  # characters of a wrong value shown in its error message

_BOOLEANS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*((?:K|M|G|T)i?B)", re.IGNORECASE)
_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?", re.IGNORECASE)
_AFTER_MMDB = re.compile(r"(?<=\.mmdb)\s*,\s*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,\s]+")


def _wrong(expected: str, text: str) -> ValueError:
    shown = text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "..."
    return ValueError(f"must be {expected}, not {shown!r}.")


@dataclass(frozen=True, slots=True)
class Whole:
    """Reader of whole numbers from `low` to `high`."""

    low: int
    high: int

    def __call__(self, text: str) -> int:
        digits = text.strip()
        # The length is checked first: int() refuses texts of thousands of digits with its own message.
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= 20
        if not is_number or not self.low <= int(digits) <= self.high:
            raise _wrong(f"a whole number from {self.low} to {self.high}", text)
        return int(digits)


@dataclass(frozen=True, slots=True)
class OneOf(Generic[C]):
    """Reader of one of `values`, in any case."""

    values: tuple[C, ...]

    def __call__(self, text: str) -> C:
        word = text.strip().lower()
        for value in self.values:
            if value.lower() == word:
                return value
        raise _wrong("one of " + ", ".join(self.values), text)


def choice(*values: C) -> Callable[[str], C]:
    """Return a reader of one of `values`."""
    return OneOf(values)


def boolean(text: str) -> bool:
    """Read true, false, 1, 0, yes, no, on or off, in any case."""
    if (value := _BOOLEANS.get(text.strip().lower())) is None:
        raise _wrong("true or false", text)
    return value


def https(text: str) -> Https:
    """Read `auto` or a boolean."""
    word = text.strip().lower()
    if word == "auto":
        return "auto"
    if (value := _BOOLEANS.get(word)) is None:
        raise _wrong("auto, true or false", text)
    return "true" if value else "false"


class UrlOf:
    """Reader of URLs with one of these schemes, or of a blank. Its errors repeat no URL, which may have a password."""

    def __init__(self, *schemes: str) -> None:
        self._starts = tuple(f"{scheme}://" for scheme in schemes)

    def __call__(self, text: str) -> str:
        url = text.strip()
        if url and not url.startswith(self._starts):
            raise ValueError(f"must begin with {' or '.join(self._starts)}.")
        return url


def plain(text: str) -> str:
    """Read any text."""
    return text


def password(text: str) -> str:
    """Read a password unchanged; only blanks means none. Error messages do not show it."""
    if not text.strip():
        return ""
    if len(text.encode("utf-8", "surrogateescape")) > MAX_PASSWORD_BYTES:
        raise ValueError(f"must be at most {MAX_PASSWORD_BYTES} bytes")
    return text


def secret(text: str) -> str:
    """Read a password unchanged, which the window can set and never shows."""
    return password(text)


def bootstrap_password(text: str) -> str:
    """Read the bootstrap password without surrounding blanks."""
    return password(text.strip())


def path(text: str) -> Path:
    """Read a path; `~` is the user's home folder."""
    if not text.strip() or "\0" in text:
        raise _wrong("a path", text)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home folder of an unknown user
        raise _wrong("a path", text) from None


def optional_path(text: str) -> Path | None:
    """Read a path; blank means none."""
    return path(text) if text.strip() else None


def optional_folder(text: str) -> Path | None:
    """Read the path of a folder; blank means none."""
    return optional_path(text)


def databases(text: str) -> tuple[Path, ...]:
    """Read the path of one MMDB file, or of two separated by a comma. Other commas belong to the path."""
    paths = tuple(path(part) for part in _AFTER_MMDB.split(text.strip()))
    if len(paths) > 2:
        raise _wrong("one path or two", text)
    return paths


def host(text: str) -> str:
    """Read an address to listen on: `localhost`, `all`, an IP address or a host name, in lower case."""
    name = text.strip().lower().removeprefix("[").removesuffix("]")
    if not is_address(name) and not _HOST_NAME.fullmatch(name):
        raise _wrong("'localhost', 'all', an address or a host name", text)
    return name


def optional_host(text: str) -> str:
    """Read an IP address or a host name, in lower case; blank means none."""
    return host(text) if text.strip() else ""


def mail_sender(text: str) -> str:
    """Read one mail address, with or without a name before it."""
    sender = text.strip()
    local, _, domain = parseaddr(sender)[1].partition("@")
    if not local or not domain or not sender.isprintable() or "," in sender:
        raise _wrong("an address such as Name <name@example.com>", text)
    return sender


def is_address(text: str) -> bool:
    """Return whether `text` is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def base_url(text: str) -> str:
    """Read a base URL, without surrounding blanks and trailing slashes."""
    url = text.strip().rstrip("/")
    if not url:
        raise ValueError("must not be empty")
    try:
        parts = urlsplit(url)
        is_base = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        is_base = is_base and not (parts.query or parts.fragment or re.search(r"\s", url)) and parts.port != 0
    except ValueError:
        is_base = False
    if not is_base:
        raise _wrong("a URL such as https://analytics.example.com", text)
    return url


def size(text: str) -> str:
    """Read an amount of memory such as 512MB, 1GB or 2GiB, in the form of the database engine."""
    match = _SIZE.fullmatch(text.strip())
    if match is None or float(match[1]) == 0:
        raise _wrong("a size such as 512MB, 1GB or 2GiB", text)
    return match[1] + match[2].upper().replace("I", "i")


def _split(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word]


def origins(text: str) -> tuple[str, ...]:
    """Read origins (scheme, host and port) separated by commas or blanks."""
    return tuple(_origin(word) for word in _split(text))


def _origin(word: str) -> str:
    origin = word.rstrip("/")
    try:
        parts = urlsplit(origin)
        is_origin = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_origin = False
    if not is_origin or "@" in parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
        raise _wrong("a list of origins such as https://example.com", word)
    return origin.lower()


def networks(text: str) -> tuple[Network, ...]:
    """Read networks (10.0.0.0/8) and single addresses separated by commas or blanks."""
    return tuple(_network(word) for word in _split(text))


def _network(word: str) -> Network:
    try:
        return ipaddress.ip_network(word, strict=False)
    except ValueError:
        raise _wrong("a list of networks such as 10.0.0.0/8", word) from None


def host_names(text: str) -> tuple[str, ...]:
    """Read host names without port, separated by commas or blanks."""
    return tuple(host(word) for word in _split(text))


def shape_of(reader: Callable[[str], object]) -> SettingShape:
    """Return the values that a reader accepts; a text where it says no more."""
    if isinstance(reader, Whole):
        return SettingShape("number", reader.low, reader.high)
    if isinstance(reader, OneOf):
        return SettingShape("choice", choices=reader.values)
    return _SHAPES.get(reader, SettingShape())


_SHAPES: Mapping[Callable[[str], object], SettingShape] = {
    boolean: SettingShape("switch"),
    secret: SettingShape("secret"),
    https: SettingShape("choice", choices=("auto", "true", "false")),
    path: SettingShape("path"),
    optional_path: SettingShape("path"),
    optional_folder: SettingShape("folder"),
    databases: SettingShape("path"),
    origins: SettingShape("list"),
    networks: SettingShape("list"),
    host_names: SettingShape("list"),
}
