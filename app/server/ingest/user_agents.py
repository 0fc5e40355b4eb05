"""User-agent parser: woothee behind a cache."""

from __future__ import annotations

from functools import lru_cache

import woothee

from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH, Agent, name_agent
from app.domain.server_status import CacheStatus


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
    return name_agent(woothee.parse(user_agent), user_agent)
