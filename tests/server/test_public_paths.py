"""Paths that recipes of proxies pass on: those of visitors, and no other."""

import re

from app.domain import recipes
from app.server.access.endpoints import Access
from app.server.routes import TABLES

AT_HOME = {"/", "/health", "/health/live", "/health/ready", "/api/health", "/api/openapi.json", "/api/usage"}


def test_every_path_of_visitors_is_passed_on_and_no_other() -> None:
    paths = re.compile(f"/(?:{recipes._PATHS})")
    for endpoint in (endpoint for table in TABLES for endpoint in table.endpoints):
        path = re.sub(r"\{.*?\}", "x1", endpoint.path)
        is_for_visitors = endpoint.needs is Access.PUBLIC and endpoint.path not in AT_HOME
        assert bool(paths.fullmatch(path)) == is_for_visitors, endpoint.path
