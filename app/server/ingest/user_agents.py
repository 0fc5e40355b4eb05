"""User-agent parser: woothee and the list of crawlers behind a cache."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

import woothee

from app.domain.ingest.bots import without_cubot
from app.domain.ingest.crawlers import Crawlers
from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH, Agent, name_agent
from app.domain.server_status import CacheStatus
from app.resources import read_text

_CRAWLER = "crawler"  # a category of woothee


class AgentParser:
    """Parses user agents and caches the last `size` different ones, at most about 1 kB each."""

    def __init__(self, size: int = 10_000) -> None:
        self._size = size
        self._lookup = lru_cache(maxsize=size)(parse_agent)

    def cache(self) -> CacheStatus:
        """Return the size and the hits of the cache."""
        info = self._lookup.cache_info()
        return CacheStatus("user_agents", info.currsize, self._size, info.hits, info.misses)

    def parse(self, user_agent: str) -> Agent:
        """Return the agent of a user-agent text, of which only the first 512 characters count."""
        return self._lookup(user_agent[:MAX_USER_AGENT_LENGTH])


def parse_agent(user_agent: str) -> Agent:
    """Return the agent of a user-agent text of at most 512 characters."""
    text = without_cubot(user_agent)
    parsed = woothee.parse(text)
    agent = name_agent(parsed, text)
    return replace(agent, is_program=True) if parsed.get("category") == _CRAWLER or crawlers().has(text) else agent


@cache
def crawlers() -> Crawlers:
    """Return the crawlers that ship with the program."""
    return Crawlers.parse(read_text("crawlers.txt"))
