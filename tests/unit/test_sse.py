"""Server-sent events: the same events from any chunks of the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.sse import MAX_EVENT_BYTES, SseReader

STREAM = (
    b'retry: 2000\n\n: still here\n\nevent: log\r\ndata: {"a":1}\r\n\r\ndata: one\ndata:two\n\n'
    b"event: nothing\n\nid: 7\nevent: stored\rdata: \xc3\xa9\r\rdata: unfinished"
)
EVENTS = [("log", '{"a":1}'), ("message", "one\ntwo"), ("stored", "é")]


@given(st.lists(st.integers(0, len(STREAM)), max_size=20))
def test_events_are_the_same_for_any_chunks_of_the_stream(cuts: list[int]) -> None:
    reader, events, last = SseReader(), [], 0
    for cut in [*sorted(cuts), len(STREAM)]:
        events += list(reader.feed(STREAM[last:cut]))
        last = cut
    assert events == EVENTS


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(noise: bytes) -> None:
    list(SseReader().feed(noise))


@pytest.mark.parametrize("chunk", [b"x" * 65_536, b"data: " + b"x" * 65_536 + b"\n"])
def test_an_overlong_event_is_refused(chunk: bytes) -> None:
    reader = SseReader()
    endless = (event for _ in range(MAX_EVENT_BYTES // len(chunk) + 2) for event in reader.feed(chunk))
    with pytest.raises(ValueError, match="too large"):
        list(endless)
