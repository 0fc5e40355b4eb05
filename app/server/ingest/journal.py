"""Journal: every accepted request is in a file before its 202 leaves, and stays there until its events are durable.

Segment files `{data_dir}/journal/NNNNNNNN.log` begin with MAGIC and hold records, oldest first. A record carries its
own number and a check sum, so a damaged one is found, set aside and stepped over. All integers are little-endian:

    record = "SPKR" | length u32 | crc32 u32 | number u64 | payload      (length counts number and payload)
    payload = received_us i64 | taken u64 | flags u8 | address_length u8 | agent_length u16 | address | agent | body

With the flag FROM_QUARANTINE the body begins with the number u64 that the record had when it was set aside. With the
flag WITHDRAWN it is no request: `taken` records from `number` on were refused, and must not be stored if they are here.

Independent of asyncio: append(), rotate() and leave_before() belong to one thread; sync() and the functions that read
or remove files may run on another.
"""

from __future__ import annotations

import logging
import os
import struct
import threading
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.durable_files import replace_durably, sync_folder
from app.server.ingest.segment_files import SegmentFile, create, finish

log = logging.getLogger(__name__)

MAGIC = b"SPKJRNL\x01"  # the last byte is the format version
MARK = b"SPKR"
HEAD = struct.Struct("<4sIIQ")
PAYLOAD = struct.Struct("<qQBBH")
SEGMENT_BYTES = 8 * 1024 * 1024
RECORD_LIMIT = 256 * 1024  # bytes; a body has at most 102,400, so a greater length is damage
HAS_ACCEPT, HAS_ACCEPT_LANGUAGE, WITHDRAWN, FROM_QUARANTINE = 1, 2, 4, 8
AGENT_LIMIT = 0xFFFF
ADDRESS_LIMIT = 0xFF


class ClientFacts(msgspec.Struct, frozen=True, gc=False):
    """Facts about the sender of a request. address: canonical text, no port."""

    address: str
    user_agent: str
    has_accept: bool
    has_accept_language: bool


class Record(msgspec.Struct, frozen=True, gc=False):
    """One accepted request. taken: bit i is set when event i of the body was accepted. received_us: Unix time.

    origin: its number when it was set aside, if it was taken in again from the quarantine.
    """

    number: int
    received_us: int
    taken: int
    client: ClientFacts
    body: bytes
    origin: int | None = None


Copies = Mapping[tuple[int, int], int]
"""Bits of the events that were taken in again, by number and time of receipt of the record that was set aside."""


class Withdrawal(msgspec.Struct, frozen=True, gc=False):
    """Consecutive records that were refused after they had been numbered, and perhaps written."""

    first: int
    count: int

    @property
    def last(self) -> int:
        return self.first + self.count - 1


def encode(record: Record) -> bytes:
    """Return the bytes of a record in a segment."""
    client = record.client
    address = client.address.encode("utf-8", "surrogatepass")[:ADDRESS_LIMIT]
    agent = client.user_agent.encode("utf-8", "surrogatepass")[:AGENT_LIMIT]
    flags = (HAS_ACCEPT if client.has_accept else 0) | (HAS_ACCEPT_LANGUAGE if client.has_accept_language else 0)
    origin = b""
    if record.origin is not None:
        flags |= FROM_QUARANTINE
        origin = record.origin.to_bytes(8, "little")
    payload = PAYLOAD.pack(record.received_us, record.taken, flags, len(address), len(agent))
    return _framed(record.number, payload + address + agent + origin + record.body)


def encode_withdrawal(withdrawal: Withdrawal) -> bytes:
    """Return the bytes of a withdrawal in a segment."""
    return _framed(withdrawal.first, PAYLOAD.pack(0, withdrawal.count, WITHDRAWN, 0, 0))


def _framed(number: int, payload: bytes) -> bytes:
    crc = zlib.crc32(payload, zlib.crc32(number.to_bytes(8, "little")))
    return HEAD.pack(MARK, 8 + len(payload), crc, number) + payload


def decode(data: bytes, at: int) -> tuple[Record | Withdrawal, int] | None:
    """Return the record that starts at `at` and the offset after it; None when there is no whole, sound record."""
    if at + HEAD.size > len(data):
        return None
    mark, length, crc, number = HEAD.unpack_from(data, at)
    start, end = at + HEAD.size, at + HEAD.size + length - 8
    if mark != MARK or not 8 + PAYLOAD.size <= length <= RECORD_LIMIT or end > len(data):
        return None
    payload = data[start:end]
    if zlib.crc32(payload, zlib.crc32(number.to_bytes(8, "little"))) != crc:
        return None
    received_us, taken, flags, address_length, agent_length = PAYLOAD.unpack_from(payload)
    if flags & WITHDRAWN:
        return Withdrawal(number, taken), end
    agent_at = PAYLOAD.size + address_length
    origin_at = agent_at + agent_length
    body_at = origin_at + (8 if flags & FROM_QUARANTINE else 0)
    if body_at > len(payload):
        return None
    client = ClientFacts(
        payload[PAYLOAD.size : agent_at].decode("utf-8", "surrogatepass"),
        payload[agent_at:origin_at].decode("utf-8", "surrogatepass"),
        bool(flags & HAS_ACCEPT),
        bool(flags & HAS_ACCEPT_LANGUAGE),
    )
    origin = int.from_bytes(payload[origin_at:body_at], "little") if flags & FROM_QUARANTINE else None
    return Record(number, received_us, taken, client, payload[body_at:], origin), end


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of a segment that are not a sound record. is_tail: they end the segment, as after a crash in a write."""

    segment: Path
    offset: int
    data: bytes
    is_tail: bool


def scan(segment: Path) -> Iterator[Record | Withdrawal | Damage]:
    """Yield every record of a segment, and the damaged bytes between them."""
    data = segment.read_bytes()
    at = len(MAGIC) if data[: len(MAGIC)] == MAGIC else 0
    if at == 0 and data:
        log.warning("Journal segment %s does not begin as it should", segment.name)
    while at < len(data):
        decoded = decode(data, at)
        if decoded is not None:
            record, at = decoded
            yield record
            continue
        upto = _next_sound(data, at + 1)
        yield Damage(segment, at, data[at : upto if upto is not None else len(data)], upto is None)
        if upto is None:
            return
        at = upto


def _next_sound(data: bytes, at: int) -> int | None:
    while (at := data.find(MARK, at)) != -1:
        if decode(data, at) is not None:
            return at
        at += 1
    return None


class Journal:
    """The segments of one folder. open() reads them, append() writes, sync() makes what was written durable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.quarantine = folder / "quarantine"
        self.damaged_records = 0
        self.missing_records = 0  # not stored, and yet not in any segment at the start; damaged ones among them
        self.copies: dict[tuple[int, int], int] = {}  # events that segments have again, from the quarantine
        self.holds: set[str] = set()  # reasons to keep every segment
        self._file: int | None = None
        self._leaving: deque[int] = deque()  # ended segments that sync() has yet to make durable and close
        self._segments: list[SegmentFile] = []
        self._next_index = 1
        self._withdrawals: list[Withdrawal] = []  # to be written before the next record
        self._syncing = threading.Lock()
        self._is_folder_changed = False  # a segment was created, and its name may not survive a power cut yet

    @property
    def size_bytes(self) -> int:
        return sum(segment.size_bytes for segment in self._segments)

    def open(self, first_number: int) -> list[Record]:
        """Read every segment and return the sound records numbered `first_number` and up, in order, each once.

        A torn tail is cut off; damaged bytes elsewhere are set aside in the quarantine folder. Raises OSError.
        """
        is_new = not self.folder.exists()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.quarantine.mkdir(mode=0o700, exist_ok=True)
        if is_new:
            sync_folder(self.folder.parent)
        records: dict[int, Record] = {}
        withdrawn: set[int] = set()
        for path in sorted(self.folder.glob("*.log")):
            if path.stem.isdigit():
                self._read(path, records, withdrawn)
        present = {number for number in records.keys() | withdrawn if number >= first_number}
        if present:  # a fresh database has stored nothing, and knows nothing of what came before the journal
            first_expected = first_number or min(present)
            self.missing_records = max(present) - first_expected + 1 - len(present)
        return [records[number] for number in sorted(present - withdrawn)]

    def _read(self, path: Path, records: dict[int, Record], withdrawn: set[int]) -> None:
        last = -1
        for entry in scan(path):
            if isinstance(entry, Record):
                last = max(last, entry.number)
                records[entry.number] = entry
                if entry.origin is not None:
                    key = (entry.origin, entry.received_us)
                    self.copies[key] = self.copies.get(key, 0) | entry.taken
            elif isinstance(entry, Withdrawal):
                last = max(last, entry.last)
                withdrawn.update(range(entry.first, entry.last + 1))
            else:
                self._set_aside(entry)
        facts = path.stat()
        self._segments.append(SegmentFile(path, int(path.stem), facts.st_size, last, facts.st_ino))
        self._next_index = int(path.stem) + 1

    @property
    def last_number(self) -> int:
        """The greatest record number in any segment, -1 when there is none."""
        return max((segment.last_number for segment in self._segments), default=-1)

    def append(self, data: bytes, last_number: int) -> None:
        """Write whole records; `last_number` is that of the last. Raises OSError, and then nothing was appended."""
        if self._withdrawals:
            data = b"".join(map(encode_withdrawal, self._withdrawals)) + data
        segment = self._writable()
        file = self._file
        assert file is not None
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(file, view) :]
        except OSError:
            self._undo(file, segment)
            raise
        segment.size_bytes += len(data)
        segment.last_number = max(segment.last_number, last_number)
        self._withdrawals.clear()

    def withdraw(self, first: int, count: int) -> None:
        """Note that records were refused, before anything else is appended: their clients will send them again."""
        last = self._withdrawals[-1] if self._withdrawals else None
        if last is not None and last.last + 1 == first:
            self._withdrawals[-1] = Withdrawal(last.first, last.count + count)
        else:
            self._withdrawals.append(Withdrawal(first, count))

    def write_withdrawals(self) -> None:
        """Write the withdrawals that wait, into a new segment, since the disk failed at the last. Raises OSError."""
        if self._withdrawals:
            self.rotate()
            self.append(b"", max(withdrawal.last for withdrawal in self._withdrawals))

    def sync(self, is_durable: bool = True) -> None:
        """Make what was appended durable, or only close ended segments. Runs on another thread than append().

        Raises OSError; what was appended stays written then, but may not survive a power cut. The folder is synced as
        well: a file whose name is lost is lost.
        """
        with self._syncing:
            while self._leaving:
                finish(self._leaving.popleft(), is_durable)
            file = self._file
            if file is not None and is_durable:
                finish(os.dup(file), is_durable)  # a duplicate, since append() may leave the segment meanwhile
            if self._is_folder_changed and is_durable:
                self._is_folder_changed = False
                try:
                    sync_folder(self.folder)
                except OSError:
                    self._is_folder_changed = True
                    raise

    def rotate(self) -> None:
        """End the segment that is being written; the next append starts a new one."""
        if self._file is not None:
            self._leaving.append(self._file)
            self._file = None

    def leave_before(self, number: int) -> list[Path]:
        """Drop the segments whose records are all numbered below `number`, and return their files for removal.

        None are dropped while there is a reason to hold them.
        """
        if self.holds:
            return []
        if self._file is not None and self._segments[-1].last_number < number:
            self.rotate()
        kept: list[SegmentFile] = []
        files: list[Path] = []
        for segment in self._segments:
            is_open = self._file is not None and segment is self._segments[-1]
            if is_open or segment.last_number >= number:
                kept.append(segment)
            else:
                files.append(segment.path)
        self._segments = kept
        return files

    def sizes(self) -> list[tuple[SegmentFile, int]]:
        """Return each segment with the bytes that are in it by now, for `vanished`."""
        return [(segment, segment.size_bytes) for segment in self._segments]

    def forget(self, segments: Iterable[SegmentFile]) -> int | None:
        """Drop segments that vanished; the next append starts a new one. Return their greatest record number.

        None when they were left on purpose meanwhile.
        """
        lost = [segment for segment in segments if any(segment is other for other in self._segments)]
        if not lost:
            return None
        if any(segment is self._segments[-1] for segment in lost):
            self.rotate()
        self._segments = [segment for segment in self._segments if all(segment is not other for other in lost)]
        return max(segment.last_number for segment in lost)

    def set_aside_event(self, number: int, index: int, reason: str) -> None:
        """Copy the record of an event that the store refuses into the quarantine folder, with a file for the reason.

        The copy is durable: once a later checkpoint has removed the segment there is no other. Raises OSError.
        """
        record = self._find(number)
        name = f"record-{number}-{index}"
        if record is not None:
            name += f"-{record.received_us}"  # numbers may come again, after an older database was put back
            alone = msgspec.structs.replace(record, taken=1 << index)
            replace_durably(self.quarantine / f"{name}.log", MAGIC + encode(alone))
        (self.quarantine / f"{name}.txt").write_text(reason + "\n", "utf-8")

    def _find(self, number: int) -> Record | None:
        for segment in self._segments:
            for entry in scan(segment.path):
                if isinstance(entry, Record) and entry.number == number:
                    return entry
        return None

    def close(self) -> None:
        """Make everything durable and close the files. Raises OSError."""
        self.rotate()
        self.sync()

    def _writable(self) -> SegmentFile:
        if self._file is not None and self._segments[-1].size_bytes >= SEGMENT_BYTES:
            self.rotate()
        if self._file is None:
            path = self.folder / f"{self._next_index:08d}.log"
            file = create(path)
            try:
                os.write(file, MAGIC)
            except OSError:
                os.close(file)
                path.unlink(missing_ok=True)
                raise
            self._file, self._is_folder_changed = file, True
            self._segments.append(SegmentFile(path, self._next_index, len(MAGIC), -1, os.fstat(file).st_ino))
            self._next_index += 1
        return self._segments[-1]

    def _undo(self, file: int, segment: SegmentFile) -> None:
        """Cut off a half-written record. If that fails too, the segment is closed, and the next start cuts its tail."""
        try:
            os.ftruncate(file, segment.size_bytes)
        except OSError:
            log.warning("Journal segment %s could not be cut back; a new one is begun", segment.path.name)
            self.rotate()

    def _set_aside(self, damage: Damage) -> None:
        if damage.is_tail:
            log.warning("Journal segment %s had an unfinished record at its end", damage.segment.name)
            with damage.segment.open("r+b") as file:
                file.truncate(damage.offset)
        else:
            log.warning("Journal segment %s is damaged at byte %d", damage.segment.name, damage.offset)
        self.damaged_records += 1
        name = f"{damage.segment.stem}-{damage.offset}.damaged"
        (self.quarantine / name).write_bytes(damage.data)
