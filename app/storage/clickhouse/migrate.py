"""Schema of the ClickHouse database: numbered SQL files, each run once and never edited after a release.

ClickHouse has no transactions for these, and several processes may start at once: every statement does nothing when it
was done before, so that a migration that ended half-way is run again from its beginning. `$secret` stands for a new
random text.
"""

from __future__ import annotations

import importlib.resources
import logging
import secrets
from collections.abc import Sequence

from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.connection import KnownStorageError
from app.storage.fragments.event_ids import KEY_BYTES
from app.storage.schema.migrate import Migration

log = logging.getLogger(__name__)

_TABLES = """
CREATE TABLE IF NOT EXISTS migrations {on_cluster} (number UInt32, digest String, applied_at DateTime DEFAULT now())
ENGINE = {replicated}ReplacingMergeTree ORDER BY (number, digest)
"""


def migrations() -> list[Migration]:
    """Every migration of this program, in order."""
    folder = importlib.resources.files("app.storage.clickhouse").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [Migration(int(file.name[:4]), file.read_text("utf-8")) for file in files]


def migrate(con: ClickHouse, known: Sequence[Migration] | None = None) -> int:
    """Run the missing migrations and return the schema version.

    known: all migrations, those of this program by default. Raises KnownStorageError, before anything is changed, for a
    database of a newer version or another program.
    """
    known = migrations() if known is None else known
    recorded = _recorded(con)
    ours = [migration.record for migration in known]
    if recorded[: len(ours)] != ours[: len(recorded)]:
        raise KnownStorageError(
            f"The ClickHouse database {con.address.database} was not made by a released version of this program."
            " Choose an empty one."
        )
    if len(recorded) > len(ours):
        raise KnownStorageError(
            f"The ClickHouse database was written by a newer version (schema {recorded[-1][0]}, this program knows"
            f" {ours[-1][0]}). Install the newer version; nothing was changed."
        )
    for migration in known[len(recorded) :]:
        for text in statements(migration.text, con.address):
            con.command(text, {"secret": secrets.token_hex(KEY_BYTES)} if "$secret" in text else None)
        number, digest = migration.record
        values = {"number": number, "digest": digest}
        con.command("INSERT INTO migrations (number, digest) VALUES ($number, $digest)", values)
        log.info("The schema of ClickHouse is now version %d", number)
    return known[-1].number


def statements(text: str, address: ClickHouseAddress) -> list[str]:
    """Return the statements of a migration for one server, or for all those of a cluster."""
    slots = {
        "on_cluster": f"ON CLUSTER {address.cluster}" if address.cluster else "",
        "replicated": "Replicated" if address.cluster else "",
    }
    return [part.format(**slots) for part in text.split(";\n") if part.strip()]


def _recorded(con: ClickHouse) -> list[tuple[int, str]]:
    """The migrations that were run, in order. Creates their table in an empty database."""
    tables = {name for (name,) in con.read("SELECT name FROM system.tables WHERE database = currentDatabase()")}
    if tables and "migrations" not in tables:
        raise KnownStorageError(
            f"The ClickHouse database {con.address.database} has tables of another program. Choose an empty one."
        )
    if not tables:
        for text in statements(_TABLES, con.address):
            con.command(text)
    rows = con.read("SELECT DISTINCT number, digest FROM migrations ORDER BY number")
    return [(int(number), str(digest)) for number, digest in rows]
