"""Parser of server-sent events: turns chunks of bytes into (event name, data) pairs."""

from __future__ import annotations

from collections.abc import Iterator

MAX_EVENT_BYTES = 4_000_000  # messages of the live stream have at most about 200 kB


class SseReader:
    """Incremental parser. Lines end in LF, CR LF or CR. Comments and `id` are ignored.

    Source: HTML standard, "Server-sent events", section on interpreting an event stream.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[tuple[str, str]]:
        """Yield every event completed by `chunk`. Raises ValueError when one grows beyond MAX_EVENT_BYTES."""
        text = self._rest + chunk
        # A CR at the end may be the first half of CR LF: it is kept for the next chunk.
        held = text[-1:] == b"\r"
        lines = (text[:-1] if held else text).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self._rest = lines.pop() + (b"\r" if held else b"")
        for line in lines:
            yield from self._line(line.decode("utf-8", "replace"))
        if self._size + len(self._rest) > MAX_EVENT_BYTES:
            raise ValueError("the event is too large")

    def _line(self, line: str) -> Iterator[tuple[str, str]]:
        if not line:
            if self._data:
                yield self._name or "message", "\n".join(self._data)
            self._name, self._data, self._size = "", [], 0
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._name = value
        elif name == "data":
            self._data.append(value)
            self._size += len(line) + 1  # an empty line takes room as well
