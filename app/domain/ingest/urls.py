"""Page addresses and referrers: host, path, campaign tags, the domain that a visitor came from.

These rules run for every event, so they cut text instead of parsing it fully, and never raise: whatever a client sends
is stored in some form. Sizes are bounded by the caller, which cuts addresses to 2,048 characters first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

MAX_HOST_LENGTH = 253
"""Characters of a DNS name, RFC 1035 section 3.1 without the final dot."""

_UTM_FIELDS = {"utm_source": 0, "utm_medium": 1, "utm_campaign": 2, "utm_term": 3, "utm_content": 4}
_NAME_PUNCTUATION = frozenset("-._")
_IDEOGRAPHIC_DOT = "\u3002"
_APP_SCHEME = "android-app://"

# Characters that cannot be seen or that turn the text around them: controls, separators and blanks other than the
# space, marks of direction. The two joiners are letters' parts (Persian, emoji) and stay readable.
_HIDDEN = (
    "\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\ufeff\ufff9-\ufffb"
)
_RESERVED = r":/?#\[\]@!$&'()*+,;=%"  # RFC 3986, and the percent sign itself
_ENCODED_BYTES = "\udc80-\udcff"  # what "surrogateescape" makes of bytes that are not UTF-8
_LIKE_LATIN = frozenset("асԁеһіјӏорԛѕԝхуүвкмнтгпαικνορτυχ")  # none of them is Latin, though each looks so
# A "%" that begins no sequence keeps the one behind it: decoded, the two could read as another sequence.
_SEQUENCES = re.compile("(?<!%)(?<!%[0-9A-Fa-f])(?:%[0-9A-Fa-f]{2})+")
_ASCII_FORM = re.compile("(?<![a-z0-9-])xn--[a-z0-9-]+")  # of an international label
_STAYS_ENCODED = re.compile(f"[{_HIDDEN}{_RESERVED}{_ENCODED_BYTES}]")
_IS_ENCODED = re.compile(f"[{_HIDDEN}]")


@dataclass(frozen=True, slots=True)
class UrlParts:
    """An address in three pieces, each in the one form that every writing of it has, and its host.

    origin: everything before the path, as `canonical_origin`; "" for a path alone. hostname: lower case, IDNA form,
    without port, credentials or final dot; None when there is none or it cannot be a host name. path: begins with "/".
    query_and_fragment: with their "?" and "#", or ""; as `canonical_path_and_query`.

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
    sent_origin = _origin_of(head)
    path = head[len(sent_origin) :]
    if not path.startswith("/"):
        path = "/" + path
    origin = canonical_origin(sent_origin)
    hostname = _hostname_of(origin) if origin else None
    return UrlParts(origin, hostname, canonical_text(path), _canonical_query(query_and_fragment))


def canonical_text(text: str) -> str:
    """Return the one form of a path, a query or a part of them that all writings of it share.

    Percent sequences of UTF-8 are decoded, except those of reserved characters (RFC 3986), of "%" and of characters
    that cannot be seen, which stay encoded or become so; hex digits in upper case; the letters in NFC.
    """
    if text.isascii() and "%" not in text and text.isprintable():
        return text
    readable = _SEQUENCES.sub(_decoded_sequences, text) if "%" in text else text
    return unicodedata.normalize("NFC", _IS_ENCODED.sub(_percent_encoded, readable))


def canonical_path_and_query(text: str) -> str:
    """Return the one form of a path with its query and fragment, in which a space stays "%20" as browsers send it."""
    path, query_and_fragment = _split_query(text)
    return canonical_text(path) + _canonical_query(query_and_fragment)


def _canonical_query(text: str) -> str:
    return canonical_text(text).replace(" ", "%20")


def canonical_origin(origin: str) -> str:
    """Return what stands before a path with its scheme and its host in lower case, the host in ASCII form."""
    if origin.isascii() and "%" not in origin and "@" not in origin:
        return origin.lower()
    scheme, slashes, authority = origin.partition("//")
    credentials, at, host = authority.rpartition("@")
    name, colon, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", "")
    return scheme.lower() + slashes + credentials + at + ascii_host(canonical_text(name)) + colon + port


def utm_of(url: str) -> Utm:
    """Return the campaign tags of `url`, which may be relative: those of its query, then those of its fragment.

    Percent-decoded, "+" is a space, keys in any case and behind "&amp;" (links that were escaped twice) count, the
    first value that is not blank wins. Bytes that are not UTF-8 become U+FFFD.
    """
    address, _, fragment = url.partition("#")
    values: list[str | None] = [None] * len(_UTM_FIELDS)
    for text in (address.partition("?")[2], fragment.rpartition("?")[2]):
        if "%" in text or "utm_" in text.lower():
            _read_utm(text, values)
    return NO_UTM if not any(values) else Utm(*values)


def _read_utm(query: str, values: list[str | None]) -> None:
    """Put the campaign tags of `query` into `values`, where there is none yet."""
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        place = _UTM_FIELDS.get(tag_name(key))
        if place is not None and values[place] is None:
            values[place] = _decoded(value) or None


def tag_name(key: str) -> str:
    """Return the one spelling of the key of a campaign tag, as it stands in a query."""
    return _decoded(key).lower().removeprefix("amp;")


def referrer_domain(referrer: str | None, own_domain: str) -> str | None:
    """Return the host a visitor came from: lower case, IDNA form, without "www.", port and credentials.

    Of an app on Android it is the app's id, `com.google.android.gm`. None without a referrer, for other schemes than
    http, https and android-app, and for the website itself: `own_domain`, with or without "www.", and every name below.
    """
    if not referrer:
        return None
    origin = _origin_of(_split_query(referrer)[0])
    if origin[: len(_APP_SCHEME)].lower() == _APP_SCHEME:
        return _hostname_of(origin)
    domain = _web_domain(origin)
    if domain is None:
        return None
    return None if is_within(domain, _bare_domain(own_domain)) else domain


def is_within(host: str, domain: str) -> bool:
    """Return whether `host` is `domain` or a name below it. No name is below one of a single word, such as `wiki`."""
    return host == domain or (("." in domain or domain == "localhost") and host.endswith("." + domain))


def is_own_host(host: str, own_domain: str) -> bool:
    """Return whether a host is of the website with this domain: the domain, with or without "www.", or below it."""
    return is_within(ascii_host(host), _bare_domain(own_domain))


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


def readable_host(host: str) -> str:
    """Return a host in its own letters, as people write it; a part that could be taken for another stays as it is."""
    text = _ASCII_FORM.sub(_honest_label, host)
    return text if text == host or ascii_host(text) == ascii_host(host) else host  # a label next to what is no host


def in_own_letters(origin: str) -> str:
    """Return a host, or what stands before a path, with every international label in its own letters.

    To compare with what people ask for; `readable_host` is for showing. origin: in lower case.
    """
    return _ASCII_FORM.sub(_own_label, origin)


def _own_label(label: re.Match[str]) -> str:
    try:
        text = label[0].removeprefix("xn--").encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label[0]
    return text if ascii_host(text) == label[0] else label[0]


def _honest_label(label: re.Match[str]) -> str:
    text = _own_label(label)
    return text if text.isprintable() and not _IS_ENCODED.search(text) and not _looks_latin(text) else label[0]


def _looks_latin(text: str) -> bool:
    """Return whether letters of another alphabet could pass for Latin ones: mixed with them, or all of them alike."""
    alphabets = {unicodedata.name(char, "?").partition(" ")[0] for char in text if char.isalpha()}
    others = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"} & alphabets
    return bool(others) and (len(alphabets) > 1 or _LIKE_LATIN.issuperset(char for char in text if char.isalpha()))


def _decoded_sequences(match: re.Match[str]) -> str:
    text = bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogateescape")
    return _STAYS_ENCODED.sub(_percent_encoded, text)


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape"))


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
    """Return the domain of a website as referrers are compared with it: without "www." and port."""
    return without_www(ascii_host(domain.partition(":")[0]))


@lru_cache(maxsize=4096)
def _decoded(text: str) -> str:
    return unquote(text.replace("+", " "), errors="replace").strip()
