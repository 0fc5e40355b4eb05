"""Position of a writer in its journal, and the cut of the batch that it is about to store, in a small durable file."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
from msgspec.structs import replace

from app.durable_files import replace_durably
from app.storage.connection import KnownStorageError

FILE_NAME = "clickhouse-position.json"


class Cut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of a batch, fixed before its rows are sent.

    first, next_seq: number of its first event and of the first one after it. rows: its events. batch: unique number
    within the writer, in order of time. cut_at_s: Unix time.
    """

    first: int
    next_seq: int
    rows: int
    batch: int
    cut_at_s: float

    def token(self, writer: int, table: str) -> str:
        """Return the name under which ClickHouse remembers the rows of a table."""
        return f"{writer}:{self.batch}:{self.first}-{self.next_seq}:{table}"


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The state of a writer.

    writer: its number. next_seq: first event that is not stored. cut: not finished yet. withdrawn: batches whose rows
    have to be deleted before others are sent.
    """

    writer: int
    next_seq: int = 0
    last_batch: int = 0
    cut: Cut | None = None
    withdrawn: tuple[int, ...] = ()


class PositionFile:
    """The position of one writer; every change is durable when its method returns. Raises KnownStorageError.

    has_journal: there are events that may be stored, so that a missing file is a loss.
    """

    def __init__(self, path: Path, has_journal: bool) -> None:
        self._path = path
        try:
            self.position = msgspec.json.decode(path.read_bytes(), type=Position)
        except FileNotFoundError as error:
            if has_journal:
                raise KnownStorageError(
                    f"{path} is missing, but the journal has events. It says which of them are stored: without it some"
                    " would count twice."
                ) from error
            self._save(Position(secrets.randbits(32)))
        except msgspec.DecodeError as error:
            raise KnownStorageError(
                f"{path} is damaged. It says which events are stored: without it some would count twice."
            ) from error
        except OSError as error:
            raise KnownStorageError(f"{path} cannot be read: {error.strerror}.") from error

    def begin(self, cut: Cut) -> None:
        """Record a cut; an unfinished one is withdrawn."""
        self._save(replace(self.position, cut=cut, last_batch=cut.batch, withdrawn=self._withdrawn()))

    def finish(self, cut: Cut) -> None:
        """Record that the events of the recorded cut are stored."""
        self._save(replace(self.position, next_seq=cut.next_seq, cut=None))

    def advance(self, next_seq: int) -> None:
        """Record that every event before `next_seq` is stored or set aside. An unfinished cut is withdrawn."""
        if next_seq < self.position.next_seq:
            raise ValueError("the position of a writer never goes back")
        self._save(replace(self.position, next_seq=next_seq, cut=None, withdrawn=self._withdrawn()))

    def forget_withdrawn(self) -> None:
        """Record that the rows of all withdrawn batches are deleted."""
        self._save(replace(self.position, withdrawn=()))

    def _withdrawn(self) -> tuple[int, ...]:
        cut, withdrawn = self.position.cut, self.position.withdrawn
        return withdrawn if cut is None else (*withdrawn, cut.batch)

    def _save(self, position: Position) -> None:
        try:
            replace_durably(self._path, msgspec.json.encode(position))
        except OSError as error:
            raise KnownStorageError(f"{self._path} cannot be written: {error.strerror}.") from error
        self.position = position
