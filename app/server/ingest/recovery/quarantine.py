"""Quarantine: records whose events could not be stored, in a folder of the journal, until they can be.

`unknown-FIRST-LAST-RECEIVED.log` holds records of websites that the database did not know at a start, or that this
version could not read; `record-NUMBER-INDEX-RECEIVED.log` an event that the database refused, with the reason in a
`.txt` of the same name; `.damaged` are bytes of the journal that are no record. All of it contains addresses of
visitors, so after a week addresses are replaced by pseudonyms, and damaged bytes are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from app.domain.ingest.events import US_PER_DAY
from app.durable_files import LEFT_OVER, replace_durably, sync_folder
from app.server.ingest.journal import MAGIC, ClientFacts, Copies, Record, encode, scan

log = logging.getLogger(__name__)

UNKNOWN = "unknown-"
RECORDS_A_FILE = 10_000
# Time to put a database back. The secret of that day's visitor ids is gone earlier, within two days.
CLIENTS_KEPT_US = 7 * US_PER_DAY
PSEUDONYMS = b"\xfdSPARK"  # begins addresses of a network that is not in use, and therefore has no place


@dataclass(frozen=True, slots=True)
class SetAside:
    """Number of events in the quarantine. refused: by the database."""

    unknown: int = 0
    refused: int = 0


class Quarantine:
    """The folder of records that were set aside. Its methods block, and callers see to it that only one runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events = SetAside()

    def paths(self) -> list[Path]:
        """Return the files with records."""
        return sorted(self._files("*.log"))

    def _files(self, *patterns: str) -> list[Path]:
        """Return the files whose names match. There are none without the folder, which may vanish at any time."""
        try:
            return [path for pattern in patterns for path in self.folder.glob(pattern)]
        except FileNotFoundError:  # it vanished since `glob` looked for it; the watch of the journal's files says so
            return []

    def records(self, path: Path) -> list[Record]:
        """Return the records of a file, oldest first. Raises OSError."""
        return [entry for entry in scan(path) if isinstance(entry, Record)]

    def count(self) -> None:
        """Bring `events` up to date. Raises OSError."""
        unknown = refused = 0
        for path in self.paths():
            events = _events(self.records(path))
            if is_unknown(path):
                unknown += events
            else:
                refused += events
        self.events = SetAside(unknown, refused)

    def open(self, unknown: Sequence[Record], copies: Copies) -> None:
        """Set aside what a start left over, except for what is there already or was taken in again. Raises OSError."""
        present = dict(copies)
        for path in self.paths():
            records = self.records(path)
            left = [without(record, copies.get((record.number, record.received_us), 0)) for record in records]
            if left != records:
                self.write(path, [record for record in left if record.taken])
            for record in left:
                key = (record.number, record.received_us)
                present[key] = present.get(key, 0) | record.taken
        new = [without(record, present.get((record.number, record.received_us), 0)) for record in unknown]
        new = [record for record in new if record.taken]
        for start in range(0, len(new), RECORDS_A_FILE):
            some = new[start : start + RECORDS_A_FILE]
            name = f"{UNKNOWN}{some[0].number}-{some[-1].number}-{some[0].received_us}.log"
            self.write(self.folder / name, some)
        if new:
            log.warning("%d events of unknown websites were set aside", _events(new))
        self.count()

    def write(self, path: Path, records: Sequence[Record]) -> None:
        """Replace a file by these records at once and durably; without any it is removed. Raises OSError."""
        if records:
            replace_durably(path, MAGIC + b"".join(map(encode, records)))
        else:
            path.unlink(missing_ok=True)
            path.with_suffix(".txt").unlink(missing_ok=True)
            sync_folder(self.folder)

    def hide_clients(self, now_us: int) -> None:
        """Replace addresses that are older than a week by pseudonyms, and remove what is no record. Raises OSError.

        Events of one visitor keep a common pseudonym, which cannot be traced back. The user agent stays: without it
        the event would count as a bot's, and without the address it names a browser, not a person.
        """
        before_us = now_us - CLIENTS_KEPT_US
        key = secrets.token_bytes(32)
        for path in self.paths():
            records = self.records(path)
            hidden = [_hidden(record, key) if record.received_us < before_us else record for record in records]
            if hidden != records:
                self.write(path, hidden)
        for path in self._files("*.damaged", LEFT_OVER):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime_ns // 1000 < before_us:
                    path.unlink()


def is_unknown(path: Path) -> bool:
    """Return whether a file holds records of unknown websites, as opposed to an event that the database refused."""
    return path.name.startswith(UNKNOWN)


def without(record: Record, events: int) -> Record:
    """Return a record without some of its events, given as bits."""
    return replace(record, taken=record.taken & ~events) if record.taken & events else record


def _events(records: Sequence[Record]) -> int:
    return sum(record.taken.bit_count() for record in records)


def _hidden(record: Record, key: bytes) -> Record:
    client = record.client
    if client.address.startswith(str(ipaddress.IPv6Address(PSEUDONYMS + bytes(10)))[:-1]):
        return record
    digest = hashlib.blake2b(client.address.encode("utf-8", "surrogatepass"), digest_size=10, key=key).digest()
    address = ipaddress.IPv6Address(PSEUDONYMS + digest)
    facts = ClientFacts(str(address), client.user_agent, client.has_accept, client.has_accept_language)
    return replace(record, client=facts)
