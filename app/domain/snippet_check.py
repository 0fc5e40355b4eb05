"""Check of the tracking snippet in a page: whether its line is there, and whether the page lets it work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import SplitResult, urljoin, urlsplit

SnippetVerdict = Literal[
    "there",  # and nothing keeps it from working
    "missing",
    "other_site",  # the line of another website; detail: its id
    "other_server",  # the line loads the script from elsewhere; detail: its address
    "blocked",  # by the page's Content-Security-Policy; detail: the directive
    "refused",  # detail: the HTTP status
    "no_page",  # something else than HTML; detail: its content type
    "too_large",
    "moved",  # to another host, which was not asked; detail: its address
    "unreachable",  # detail: a PageProblem
]
PageProblem = Literal["address", "host", "closed", "certificate", "time", "answer", "loop"]
SCRIPT_NAME = "s.js"
ID_ATTRIBUTE = "data-website-id"
_API_ATTRIBUTE = "data-api-host"  # where the script sends to, if not to the server it comes from
_SCRIPT_DIRECTIVES = ("script-src-elem", "script-src", "default-src")  # the first that a policy has counts
_CONNECT_DIRECTIVES = ("connect-src", "default-src")
_NO_BASES = ("data", "javascript")  # schemes that browsers refuse for a base
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ENDLESS_REFERENCE = re.compile(r"&#[0-9]{10,}")  # no character has such a number; Python refuses very long ones
_SOURCE = re.compile(  # a word of a policy that names a host
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\[[^\[\]/]*\]|[^\[\]/:?#]+)(?::(?P<port>[0-9]+|\*))?"
    r"(?P<path>/[^?#]*)?(?:[?#].*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SnippetCheck:
    """Result of a check. url: address of the page that was read last."""

    verdict: SnippetVerdict
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ScriptTag:
    """Script element of a page that names a website. src, api_host: as written; nonce: of its security policy.

    base: address at which a relative `src` begins.
    """

    website_id: str
    src: str
    api_host: str
    nonce: str
    base: str


def check_page(html: str, url: str, policies: Sequence[str], website_id: str, sources: Sequence[str]) -> SnippetCheck:
    """Return what a page says. policies: Content-Security-Policy headers; sources: addresses of the server's script.

    A script at the page's own host counts as this server's: a first-party path has the host of the page.
    """
    page = _Page(url, policies)
    # The parser is not closed: what follows a tag or a comment without an end is no element in a browser either.
    page.feed(_ENDLESS_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", html))
    own = [tag for tag in page.tags if tag.website_id == website_id]
    if not own:
        other = page.tags[0].website_id if page.tags else ""
        return SnippetCheck("other_site" if page.tags else "missing", url, other)
    for tag in own:
        src = _resolved(tag.base, tag.src)
        if src is not None and _is_ours(src, url, sources):
            directive = _forbidding(page, tag, src)
            return SnippetCheck("blocked" if directive else "there", url, directive)
    src = _resolved(own[0].base, own[0].src)
    return SnippetCheck("other_server", url, own[0].src if src is None else src.geturl())


def is_same_host(one: str, other: str) -> bool:
    """Return whether two addresses have the same host, where `www.` in front makes no difference."""
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    return hosts[0] == hosts[1]


def _resolved(base: str, address: str) -> SplitResult | None:
    """Return an address that may be relative to another; None for one that cannot be split, such as `https://[tea`."""
    try:
        parts = urlsplit(urljoin(base, address))
        _origin(parts)  # a port that is no number raises here
    except ValueError:
        return None
    return parts


class _Page(HTMLParser):
    """Collects script elements that name a website, security policies, and the base of relative addresses.

    Tags inside comments and scripts do not count. url: of the page; policies: those of its headers.
    """

    def __init__(self, url: str, policies: Sequence[str]) -> None:
        super().__init__()
        self.url = url
        self.policies = list(policies)
        self.tags: list[ScriptTag] = []
        self.base = url
        self._has_base = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and ID_ATTRIBUTE in values:
            src, api_host = (values.get(name, "").strip() for name in ("src", _API_ATTRIBUTE))
            nonce = values.get("nonce", "")
            self.tags.append(ScriptTag(values[ID_ATTRIBUTE].strip(), src, api_host, nonce, self.base))
        elif tag == "base" and "href" in values and not self._has_base:
            self._has_base = True  # only the first one counts, of use or not
            self._set_base(values["href"].strip())
        elif tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values.get("content", ""))

    def _set_base(self, href: str) -> None:
        """Take the address of a `base` element, unless it is of no use or forbidden: then the page's own one stays."""
        base, page = _resolved(self.url, href), urlsplit(self.url)
        if base is None or base.scheme in _NO_BASES:
            return
        directives = [words for policy in self.policies if (words := _directives(policy).get("base-uri")) is not None]
        if all(any(_matches(word, base, page) for word in words) for words in directives):
            self.base = base.geturl()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip `<![...]>` as a browser does, which takes it for a comment. The parser raises for unknown ones."""
        return self.parse_bogus_comment(i, report)


def _is_ours(src: SplitResult, page_url: str, sources: Sequence[str]) -> bool:
    own = [parts for source in sources if (parts := _resolved(page_url, source)) is not None]
    if any(_origin(src) == _origin(parts) and src.path == parts.path for parts in own):
        return True
    return src.hostname == urlsplit(page_url).hostname and src.path.rpartition("/")[2] == SCRIPT_NAME


def _forbidding(page: _Page, tag: ScriptTag, src: SplitResult) -> str:
    """Return the directive that keeps the script from loading or from sending; blank when none does."""
    own, endpoint = urlsplit(page.url), _endpoint(tag, src, page.base)
    for policy in page.policies:
        directives = _directives(policy)
        name = next((name for name in _SCRIPT_DIRECTIVES if name in directives), "")
        if name and not _is_script_allowed(directives[name], tag.nonce, src, own):
            return name
        name = next((name for name in _CONNECT_DIRECTIVES if name in directives), "")
        if name and endpoint and not any(_matches(word, endpoint, own) for word in directives[name]):
            return name
    return ""


def _endpoint(tag: ScriptTag, src: SplitResult, base: str) -> SplitResult | None:
    """Return the address that the script sends to (resources/s.js), None for a malformed one.

    base: of the page as a whole, as the script sends after all of it was read.
    """
    if tag.api_host:
        return _resolved(base, f"{tag.api_host.rstrip('/')}/e")
    return src._replace(path=f"{src.path.rpartition('/')[0].rstrip('/')}/e", query="", fragment="")


def _directives(policy: str) -> dict[str, list[str]]:
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        directives.setdefault(name.lower(), values)  # the first of a name counts
    return directives


def _is_script_allowed(words: Sequence[str], nonce: str, src: SplitResult, page: SplitResult) -> bool:
    if nonce and f"'nonce-{nonce}'" in words:
        return True
    if "'strict-dynamic'" in (word.lower() for word in words):
        return False  # then only nonces and hashes count
    return any(_matches(word, src, page) for word in words)


def _matches(word: str, address: SplitResult, page: SplitResult) -> bool:
    """Return whether one source of a policy, such as `*.example.com:8080/js/`, covers an address.

    The rules are those of https://www.w3.org/TR/CSP3/#match-url-to-source-expression.
    """
    key = word.lower()
    if key == "*":
        return address.scheme in _DEFAULT_PORTS
    if key.endswith(":"):
        return _is_scheme_covered(key[:-1], address.scheme)
    if key == "'self'":
        is_port = _port(address) == _port(page) or (_has_default_port(address) and _has_default_port(page))
        return address.hostname == page.hostname and is_port and _is_scheme_covered(page.scheme, address.scheme)
    source = None if key.startswith("'") else _SOURCE.fullmatch(word)
    if source is None or not _is_scheme_covered((source["scheme"] or page.scheme).lower(), address.scheme):
        return False
    host, port, path = source["host"].lower().strip("[]"), source["port"], source["path"]
    own = address.hostname or ""
    is_host = host == "*" or (own.endswith(host[1:]) if host.startswith("*.") else own == host)
    return is_host and _is_port_covered(port, address) and _is_path_covered(path, address.path)


def _is_scheme_covered(scheme: str, own: str) -> bool:
    return own == scheme or (scheme, own) == ("http", "https")


def _is_port_covered(port: str | None, address: SplitResult) -> bool:
    if port is None:
        return _has_default_port(address)
    return port in ("*", str(_port(address))) or (port, _port(address)) == ("80", 443)


def _is_path_covered(path: str | None, own: str) -> bool:
    return not path or (own.startswith(path) if path.endswith("/") else own == path)


def _has_default_port(parts: SplitResult) -> bool:
    return _port(parts) == _DEFAULT_PORTS.get(parts.scheme)


def _port(parts: SplitResult) -> int:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", _port(parts)
