"""Page addresses and referrers: host, path, campaign tags, the domain that a visitor came from.

These rules run for every event, so they cut text instead of parsing it fully, and never raise: whatever a client sends
is stored in some form. Sizes are bounded by the caller, which cuts addresses to 2,048 characters first.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

MAX_HOST_LENGTH = 253
"""Characters of a DNS name, RFC 1035 section 3.1 without the final dot."""

_UTM_FIELDS = {"utm_source": 0, "utm_medium": 1, "utm_campaign": 2, "utm_term": 3, "utm_content": 4}
_NAME_PUNCTUATION = frozenset("-._")
_IDEOGRAPHIC_DOT = "\u3002"


@dataclass(frozen=True, slots=True)
class UrlParts:
    """An address in three verbatim pieces, and its host.

    origin: everything before the path, as sent; "" for a path alone. hostname: lower case, IDNA form, without port,
    credentials or final dot; None when there is none or it cannot be a host name. path: begins with "/".
    query_and_fragment: with their "?" and "#", or "".

    `origin + path + query_and_fragment` is the address, except that an empty path becomes "/" and a relative one gains
    a "/".
    """

    origin: str
    hostname: str | None
    path: str
    query_and_fragment: str


@dataclass(frozen=True, slots=True)
class Utm:
    """The five campaign tags of one page address."""

    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    term: str | None = None
    content: str | None = None


NO_UTM = Utm()


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters of `text`."""
    return text if len(text) <= limit else text[:limit]


@lru_cache(maxsize=2048)
def split_url(url: str) -> UrlParts:
    """Split a page address: absolute, protocol-relative, path-only, relative or empty."""
    head, query_and_fragment = _split_query(url)
    origin = _origin_of(head)
    path = head[len(origin) :]
    if not path.startswith("/"):
        path = "/" + path
    return UrlParts(origin, _hostname_of(origin) if origin else None, path, query_and_fragment)


def utm_of(url: str) -> Utm:
    """Return the campaign tags in the query of `url`, which may be relative.

    Percent-decoded, "+" is a space, the fragment does not count, the first value that is not blank wins. Bytes that
    are not UTF-8 become U+FFFD.
    """
    query = url.partition("#")[0].partition("?")[2]
    if "utm_" not in query and "%" not in query:
        return NO_UTM
    values: list[str | None] = [None] * len(_UTM_FIELDS)
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        place = _UTM_FIELDS.get(_decoded(key))
        if place is not None and values[place] is None:
            values[place] = _decoded(value) or None
    return NO_UTM if not any(values) else Utm(*values)


def referrer_domain(referrer: str | None, own_domain: str) -> str | None:
    """Return the host a visitor came from: lower case, IDNA form, without "www.", port and credentials.

    None without a referrer, for schemes other than http and https, and for the website itself: `own_domain`, with or
    without "www.", and every name below it.
    """
    if not referrer:
        return None
    origin = _origin_of(_split_query(referrer)[0])
    domain = _web_domain(origin)
    if domain is None:
        return None
    return None if is_within(domain, _bare_domain(own_domain)) else domain


def is_within(host: str, domain: str) -> bool:
    """Return whether `host` is `domain` or a name below it."""
    return host == domain or host.endswith("." + domain)


def without_www(host: str) -> str:
    """Return `host` without a leading "www.", unless that is part of the registered name, as in `www.com`."""
    return host[4:] if host.startswith("www.") and "." in host[4:] else host


@lru_cache(maxsize=2048)
def ascii_host(host: str) -> str:
    """Return `host` in lower case with every international label in its ASCII form, so that two spellings compare.

    Follows UTS 46 without the transitional mapping, as browsers do (a sharp s stays itself): NFKC, lower case,
    Punycode. Does not check whether the code points are allowed in a registered name.
    """
    if host.isascii() or len(host) > MAX_HOST_LENGTH:  # Punycode takes time that grows with the square of the length
        return host.lower()
    folded = folded_host(host)
    return ".".join(label if label.isascii() else "xn--" + _punycode(label) for label in folded.split("."))


def folded_host(host: str) -> str:
    """Return `host` in lower case with compatibility characters (full-width letters and dots) in their plain form."""
    plain = unicodedata.normalize("NFKC", host).lower()
    return unicodedata.normalize("NFKC", plain).replace(_IDEOGRAPHIC_DOT, ".")


def _punycode(label: str) -> str:
    return label.encode("punycode", "replace").decode("ascii")


def _split_query(url: str) -> tuple[str, str]:
    mark, fragment = url.find("?"), url.find("#")
    if mark < 0 or 0 <= fragment < mark:
        mark = fragment
    return (url, "") if mark < 0 else (url[:mark], url[mark:])


def _origin_of(head: str) -> str:
    """Return what stands before the path of `head`, an address without query and fragment."""
    if head.startswith("//"):
        start = 2
    else:
        colon = head.find("://")
        if colon < 1 or "/" in head[:colon]:
            return ""
        start = colon + 3
    slash = head.find("/", start)
    return head if slash < 0 else head[:slash]


@lru_cache(maxsize=2048)
def _hostname_of(origin: str) -> str | None:
    authority = origin[origin.find("//") + 2 :].rpartition("@")[2]
    if authority.startswith("["):
        address = authority[1:].partition("]")[0].lower()
        return address if _is_ipv6_text(address) else None
    host = ascii_host(authority.partition(":")[0].rstrip("."))
    if not host or len(host) > MAX_HOST_LENGTH:
        return None
    return host if all(char.isalnum() or char in _NAME_PUNCTUATION for char in host) else None


def _is_ipv6_text(address: str) -> bool:
    return ":" in address and len(address) <= 45 and all(char in "0123456789abcdef:." for char in address)


@lru_cache(maxsize=2048)
def _web_domain(origin: str) -> str | None:
    if origin[:8].lower().startswith(("http://", "https://")) and (host := _hostname_of(origin)):
        return without_www(host)
    return None


@lru_cache(maxsize=1024)
def _bare_domain(domain: str) -> str:
    return without_www(ascii_host(domain))


@lru_cache(maxsize=4096)
def _decoded(text: str) -> str:
    return unquote(text.replace("+", " "), errors="replace").strip()
