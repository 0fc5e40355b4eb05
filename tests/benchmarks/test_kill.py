"""Tally of a kill run: acknowledged events compared with stored ones."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import __main__ as command
from benchmarks import kill
from benchmarks.kill import Tally


def tally(*acknowledged: str) -> Tally:
    return Tally("interval", rounds=1, kills=2, acknowledged=set(acknowledged))


def test_an_acknowledged_event_that_is_not_stored_is_lost() -> None:
    result = tally("/a", "/b", "/c")
    result.compare(Counter({"/a": 1, "/late": 1}))
    assert (result.lost, result.doubled, result.unacknowledged) == ({"/b", "/c"}, set(), 1)
    assert not result.is_right


def test_an_event_stored_twice_is_doubled_whether_acknowledged_or_not() -> None:
    result = tally("/a", "/b")
    result.compare(Counter({"/a": 2, "/b": 1, "/late": 3}))
    assert (result.lost, result.doubled, result.unacknowledged) == (set(), {"/a", "/late"}, 1)
    assert not result.is_right


def test_a_lost_event_counts_as_lost_even_if_it_is_stored_later() -> None:
    result = tally("/a")
    result.compare(Counter())
    result.compare(Counter({"/a": 1}))
    assert result.lost == {"/a"}


def test_a_tally_is_printed_with_all_its_numbers() -> None:
    result = tally("/a")
    result.compare(Counter({"/a": 1, "/late": 1}))
    assert result.is_right
    assert str(result) == (
        "journal interval: 1 rounds, 2 kills, 1 acknowledged, 0 lost, 0 doubled, 1 unacknowledged but stored"
    )


@pytest.mark.parametrize(("missing", "code"), [(set(), 0), ({"/a"}, 1)])
def test_the_command_fails_when_an_event_is_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: set[str], code: int
) -> None:
    calls = []

    def rounds(mode: str, rounds: int, seed: int) -> Tally:
        calls.append((mode, rounds, seed))
        return Tally(mode, rounds, lost=missing)

    monkeypatch.setattr(kill, "kill_rounds", rounds)
    assert command.main(["kill", "--rounds", "3", "--seed", "7"]) == code
    assert calls == [("interval", 3, 7), ("always", 3, 7)]
    assert ("lost: /a" in capsys.readouterr().out) == bool(missing)


@pytest.mark.parametrize(("arguments", "rounds"), [([], kill.ROUNDS), (["--quick"], 1)])
def test_all_measurements_include_the_rounds_of_kill(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], rounds: int
) -> None:
    parts: list[str] = []
    for name in ("queries", "load", "endurance", "window"):
        monkeypatch.setattr(getattr(command, name), "run", lambda *_, name=name, **__: parts.append(name))
    for name in ("history_file", "wait_for_quiet", "save"):
        monkeypatch.setattr(command, name, lambda _: None)
    monkeypatch.setattr(kill, "kill_rounds", lambda mode, rounds, _: parts.append(f"kill {rounds}") or Tally(mode))
    assert command.main(arguments) == 0
    assert parts == ["queries", "load", "endurance", "window", f"kill {rounds}", f"kill {rounds}"]
