"""What a kill run makes of what it finds in the store."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import __main__ as command
from benchmarks import kill
from benchmarks.kill import Tally


def tally(*acknowledged: str) -> Tally:
    return Tally("interval", rounds=1, kills=2, acknowledged=set(acknowledged))


def test_what_was_acknowledged_and_is_not_stored_is_lost() -> None:
    found = tally("/a", "/b", "/c")
    found.compare(Counter({"/a": 1, "/late": 1}))
    assert (found.lost, found.doubled, found.unasked) == ({"/b", "/c"}, set(), 1)
    assert not found.is_right


def test_what_is_stored_twice_is_doubled_whether_it_was_acknowledged_or_not() -> None:
    found = tally("/a", "/b")
    found.compare(Counter({"/a": 2, "/b": 1, "/late": 3}))
    assert (found.lost, found.doubled, found.unasked) == (set(), {"/a", "/late"}, 1)
    assert not found.is_right


def test_a_loss_is_not_forgotten_when_the_event_turns_up_later() -> None:
    found = tally("/a")
    found.compare(Counter())
    found.compare(Counter({"/a": 1}))
    assert found.lost == {"/a"}


def test_all_numbers_are_told() -> None:
    found = tally("/a")
    found.compare(Counter({"/a": 1, "/late": 1}))
    assert found.is_right
    assert str(found) == (
        "journal interval: 1 rounds, 2 kills, 1 acknowledged, 0 lost, 0 doubled, 1 unacknowledged but stored"
    )


@pytest.mark.parametrize(("missing", "code"), [(set(), 0), ({"/a"}, 1)])
def test_the_command_fails_when_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: set[str], code: int
) -> None:
    asked = []

    def rounds(mode: str, rounds: int, seed: int) -> Tally:
        asked.append((mode, rounds, seed))
        return Tally(mode, rounds, lost=missing)

    monkeypatch.setattr(kill, "kill_rounds", rounds)
    assert command.main(["kill", "--rounds", "3", "--seed", "7"]) == code
    assert asked == [("interval", 3, 7), ("always", 3, 7)]
    assert ("lost: /a" in capsys.readouterr().out) == bool(missing)
