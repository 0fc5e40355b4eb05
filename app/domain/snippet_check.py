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
    """Script element of a page that names a website. src: as written; nonce: of its security policy."""

    website_id: str
    src: str
    nonce: str


def check_page(html: str, url: str, policies: Sequence[str], website_id: str, sources: Sequence[str]) -> SnippetCheck:
    """Return what a page says. policies: Content-Security-Policy headers; sources: addresses of the server's script.

    A script at the page's own host counts as this server's: a first-party path has the host of the page.
    """
    page = _Page()
    # The parser is not closed: what follows a tag or a comment without an end is no element in a browser either.
    page.feed(_ENDLESS_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", html))
    own = [tag for tag in page.tags if tag.website_id == website_id]
    if not own:
        other = page.tags[0].website_id if page.tags else ""
        return SnippetCheck("other_site" if page.tags else "missing", url, other)
    policies = (*policies, *page.policies)
    for tag in own:
        src = _resolved(url, tag.src)
        if src is not None and _is_ours(src, url, sources):
            directive = _forbidding(policies, src, urlsplit(url), tag.nonce)
            return SnippetCheck("blocked" if directive else "there", url, directive)
    src = _resolved(url, own[0].src)
    return SnippetCheck("other_server", url, own[0].src if src is None else src.geturl())


def is_same_host(one: str, other: str) -> bool:
    """Return whether two addresses have the same host, where `www.` in front makes no difference."""
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    return hosts[0] == hosts[1]


def _resolved(page_url: str, address: str) -> SplitResult | None:
    """Return an address as a page has it; None for one that cannot be split, such as `https://[tea`."""
    try:
        parts = urlsplit(urljoin(page_url, address))
        _origin(parts)  # a port that is no number raises here
    except ValueError:
        return None
    return parts


class _Page(HTMLParser):
    """Collects script elements that name a website, and security policies. Comments and texts are none of its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[ScriptTag] = []
        self.policies: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and ID_ATTRIBUTE in values:
            written = ScriptTag(values[ID_ATTRIBUTE].strip(), values.get("src", "").strip(), values.get("nonce", ""))
            self.tags.append(written)
        elif tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values.get("content", ""))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip `<![...]>` as a browser does, which takes it for a comment. The parser raises for unknown ones."""
        return self.parse_bogus_comment(i, report)


def _is_ours(src: SplitResult, page_url: str, sources: Sequence[str]) -> bool:
    own = [parts for source in sources if (parts := _resolved(page_url, source)) is not None]
    if any(_origin(src) == _origin(parts) and src.path == parts.path for parts in own):
        return True
    return src.hostname == urlsplit(page_url).hostname and src.path.rpartition("/")[2] == SCRIPT_NAME


def _forbidding(policies: Sequence[str], src: SplitResult, page: SplitResult, nonce: str) -> str:
    """Return the directive that keeps the script from loading or from sending; blank when none does."""
    for policy in policies:
        for names in (("script-src-elem", "script-src", "default-src"), ("connect-src", "default-src")):
            directives = _directives(policy)
            name = next((name for name in names if name in directives), "")
            is_script = names[0] == "script-src-elem"
            if name and not _allows(directives[name], src, page, nonce if is_script else ""):
                return name
    return ""


def _directives(policy: str) -> dict[str, list[str]]:
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        directives.setdefault(name.lower(), values)  # the first of a name counts
    return directives


def _allows(values: list[str], src: SplitResult, page: SplitResult, nonce: str) -> bool:
    """Return whether a list of sources allows an address."""
    if nonce and f"'nonce-{nonce}'" in values:
        return True
    if "'strict-dynamic'" in (value.lower() for value in values):
        return False  # then only nonces and hashes count
    return any(_matches(value, src, page) for value in values)


def _matches(value: str, src: SplitResult, page: SplitResult) -> bool:
    """Return whether one source of a policy, such as `*.example.com:8080/js/`, covers an address."""
    word = value.lower()
    if word == "'self'":
        return _origin(src) == _origin(page)
    if word == "*":
        return src.scheme in ("http", "https")
    if word.endswith(":"):
        return src.scheme == word[:-1]
    source = None if word.startswith("'") else _SOURCE.fullmatch(value)
    if source is None:
        return False
    schemes = ((source["scheme"] or page.scheme).lower(), "https")  # a policy of http allows https as well
    if src.scheme not in schemes:
        return False
    host, port, path = source["host"].lower(), source["port"], source["path"]
    own = src.hostname or ""
    is_host = own.endswith(host[1:]) if host.startswith("*.") else own == host.strip("[]")
    own_port = str(src.port or _DEFAULT_PORTS.get(src.scheme, 0))
    is_port = port in ("*", own_port) if port else own_port in map(str, _DEFAULT_PORTS.values())
    is_path = not path or path == "/" or (src.path.startswith(path) if path.endswith("/") else src.path == path)
    return is_host and is_port and is_path


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
