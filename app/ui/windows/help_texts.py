"""Texts of the manual: the pages of `docs/` that ship with the program, cut into sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.resources import read_doc

DOCUMENTS = ("window.md", "tracker.md", "running.md", "settings.md", "api.md")
MANUAL = DOCUMENTS[0]
_SLUGS = {"sites": "all-sites", "site": "site-settings"}  # of pages whose heading differs from their key
_HEADING = re.compile(r"(#{1,6}) +(.+)")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class ManualSection:
    """Part of a document below a heading of the first or second level. slugs: of all its headings, as GitHub's."""

    title: str
    level: int
    text: str
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual. name: of its file; sections: the first one has the title of the document."""

    name: str
    sections: tuple[ManualSection, ...]

    def place_of(self, slug: str) -> int | None:
        """Return the index of the section with a heading; None when there is none."""
        return next((at for at, section in enumerate(self.sections) if slug in section.slugs), None)


def help_target(page: str) -> str:
    """Return the place in the manual about a page of the window, such as `window.md#goals`. page: its key."""
    return f"window.md#{_SLUGS.get(page, page.replace('_', '-'))}"


@cache
def document(name: str) -> ManualPage:
    """Return a document of the manual. Raises FileNotFoundError."""
    text = _COMMENT.sub("", read_doc(name))
    return ManualPage(name, tuple(map(_section, _parts(text))))


def slug_of(heading: str) -> str:
    """Return the anchor of a heading as GitHub writes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _parts(text: str) -> Iterator[list[str]]:
    """Yield the lines of each section."""
    part: list[str] = []
    is_code = False
    for line in text.splitlines():
        is_code ^= line.startswith("```")
        if not is_code and re.match(r"##? ", line) and part:
            yield part
            part = []
        part.append(line)
    yield part


def _section(lines: list[str]) -> ManualSection:
    headings, is_code = [], False
    for line in lines:
        is_code ^= line.startswith("```")
        if not is_code and (heading := _HEADING.fullmatch(line)):
            headings.append((len(heading[1]), heading[2].replace("`", "")))
    level, title = headings[0]
    text = _LINK.sub(_without_dead_link, "\n".join(lines))
    return ManualSection(title, level, text, tuple(slug_of(name) for _, name in headings))


def _without_dead_link(link: re.Match[str]) -> str:
    """Return a link, or its text alone where it leads to a file that does not ship."""
    target = link[2].partition("#")[0]
    return link[0] if not target or target in DOCUMENTS or "://" in target else link[1]
