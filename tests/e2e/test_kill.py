"""Real server killed under load: every acknowledged event is stored once. `make bench ARGS=kill` runs more rounds."""

from __future__ import annotations

import pytest

from benchmarks.kill import kill_rounds


@pytest.mark.parametrize(("mode", "rounds"), [("interval", 2), ("always", 1)])
def test_each_202_is_stored_exactly_once_however_often_the_server_is_killed(mode: str, rounds: int) -> None:
    tally = kill_rounds(mode, rounds, seed=2)
    assert (tally.lost, tally.doubled) == (set(), set())
    assert len(tally.acknowledged) > 100
