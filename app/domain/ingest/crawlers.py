"""Crawlers: programs that read pages, by the names in their user agents, out of `resources/crawlers.txt`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_WORD_STARTS = re.compile("(?<![A-Za-z0-9])[A-Za-z0-9]")
_KEY_LENGTH = 3


class Crawlers:
    """Names of programs, prepared for look-ups: one in a dictionary for each word of a user agent.

    names: each counts at the start of a word, one that begins with "^" only at the start of the user agent. They have
    at least 3 characters and begin with a letter or a digit. The case matters: a name is spelled one way.
    """

    def __init__(self, names: Iterable[str]) -> None:
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        at_start = []
        for name in names:
            if name.startswith("^"):
                at_start.append(name[1:])
            else:
                by_key[name[:_KEY_LENGTH]].append(name)
        self._at_start = tuple(at_start)
        self._names = {key: tuple(names) for key, names in by_key.items()}

    @classmethod
    def parse(cls, text: str) -> Crawlers:
        """Read the names from text: one a line, lines that begin with "#" are comments."""
        return cls(line for line in text.splitlines() if line and not line.startswith("#"))

    def has(self, user_agent: str) -> bool:
        """Return whether one of the programs sent this user agent."""
        if user_agent.startswith(self._at_start):
            return True
        for word in _WORD_STARTS.finditer(user_agent):
            start = word.start()
            names = self._names.get(user_agent[start : start + _KEY_LENGTH])
            if names is not None and user_agent.startswith(names, start):
                return True
        return False
