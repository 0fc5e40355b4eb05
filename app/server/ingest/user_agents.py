"""Parses user agents with woothee, each of the recent ones once."""

from __future__ import annotations

from functools import lru_cache

import woothee

from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH, Agent, name_agent
from app.domain.server_status import CacheStatus


class AgentParser:
    """Remembers the agents of the last `size` different user agents, at most about 1 kB each."""

    def __init__(self, size: int = 10_000) -> None:
        self._size = size
        self._lookup = lru_cache(maxsize=size)(parse_agent)

    def cache(self) -> CacheStatus:
        """How full the cache is and how often it helped."""
        info = self._lookup.cache_info()
        return CacheStatus("user_agents", info.currsize, self._size, info.hits, info.misses)

    def parse(self, user_agent: str) -> Agent:
        """Return what a user agent says; only its first 512 characters count."""
        return self._lookup(user_agent[:MAX_USER_AGENT_LENGTH])


def parse_agent(user_agent: str) -> Agent:
    """Return what a user agent says, which is at most 512 characters long."""
    return name_agent(woothee.parse(user_agent), user_agent)
