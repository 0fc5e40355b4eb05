"""Address of a ClickHouse database, as one URL."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

DEFAULT_DATABASE = "sparklytics"
_PORTS = {"clickhouse": 8123, "https": 8443}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")  # of a database or a cluster: it becomes part of statements


@dataclass(frozen=True, slots=True)
class ClickHouseAddress:
    """A database on a server, or in this process.

    folder: of the engine in this process, "" for a server. cluster: whose servers all have the tables, "" for one
    server.
    """

    host: str = ""
    port: int = 0
    is_secure: bool = False
    user: str = "default"
    password: str = field(default="", repr=False)
    database: str = DEFAULT_DATABASE
    folder: str = ""
    cluster: str = ""


def parse_address(text: str) -> ClickHouseAddress:
    """Read `clickhouse://user:password@host:8123/database`, `https://...` likewise, or `chdb:///folder`.

    `?cluster=NAME` names a cluster, `?database=NAME` the database of a folder. Raises ValueError with a sentence
    without the password.
    """
    try:
        url = urlsplit(text.strip())
        port = url.port
    except ValueError:
        raise ValueError("must be a URL such as clickhouse://user:password@host:8123/database.") from None
    options = {name: values[-1] for name, values in parse_qs(url.query).items()}
    if unknown := sorted(options.keys() - {"cluster", "database"}):
        raise ValueError(f"has an unknown part: {unknown[0]}.")
    cluster = _name("cluster", options.get("cluster", ""))
    if url.scheme == "chdb":
        if url.netloc or len(url.path) < 2:
            raise ValueError("must name a folder by its whole path, as in chdb:///var/lib/sparklytics/events.")
        database = _name("database", options.get("database", DEFAULT_DATABASE))
        return ClickHouseAddress(database=database, folder=unquote(url.path), cluster=cluster)
    if url.scheme not in _PORTS or not url.hostname:
        raise ValueError("must begin with clickhouse://, https:// or chdb:/// and name a server or a folder.")
    database = _name("database", unquote(url.path.strip("/")) or options.get("database", DEFAULT_DATABASE))
    return ClickHouseAddress(
        url.hostname,
        port or _PORTS[url.scheme],
        url.scheme == "https",
        unquote(url.username or "default"),
        unquote(url.password or ""),
        database,
        cluster=cluster,
    )


def _name(kind: str, text: str) -> str:
    if text and _NAME.fullmatch(text) is None:
        raise ValueError(f"has a {kind} whose name is not letters, digits and underscores.")
    return text
