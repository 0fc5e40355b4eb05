"""Schedules of reports: the periods that are due, the names of files, and files that replace nothing."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.domain.reports.presets import Every
from app.report.schedule import MOST_AT_ONCE, FolderError, ReportSchedule, write_new

SCHEDULE = ReportSchedule("1", "", "site", "tea.example", "day", "html", "/reports")
TODAY = date(2026, 3, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [
        ("day", date(2026, 3, 10), date(2026, 3, 10)),
        ("week", date(2026, 3, 2), date(2026, 3, 8)),
        ("month", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_period_is_due_once_it_is_over(every: Every, first: date, last: date) -> None:
    schedule = msgspec.structs.replace(SCHEDULE, every=every)
    assert schedule.due(TODAY) == [(first, last)]
    assert msgspec.structs.replace(schedule, last_day=last).due(TODAY) == []


def test_periods_that_were_missed_are_due_oldest_first_up_to_a_bound() -> None:
    schedule = msgspec.structs.replace(SCHEDULE, every="month", last_day=date(2025, 11, 30))
    assert [days[0].month for days in schedule.due(TODAY)] == [12, 1, 2]
    long_ago = msgspec.structs.replace(SCHEDULE, last_day=date(2020, 1, 1)).due(TODAY)
    assert len(long_ago) == MOST_AT_ONCE
    assert long_ago[-1] == (date(2026, 3, 10), date(2026, 3, 10))


def test_a_last_day_that_is_not_over_does_not_hold_up_the_next_report() -> None:
    for ahead in (TODAY, date(2027, 1, 1)):
        assert msgspec.structs.replace(SCHEDULE, last_day=ahead).due(TODAY) == [(date(2026, 3, 10), date(2026, 3, 10))]


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    paths = [write_new(tmp_path, "tea.html", text) for text in (b"one", b"two")]
    assert [path.name for path in paths] == ["tea.html", "tea (2).html"]
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]


def test_a_folder_that_is_gone_or_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FolderError, match=r"nowhere does not exist\.") as missing:
        write_new(tmp_path / "nowhere", "tea.html", b"")
    assert missing.value.problem == "missing"

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FolderError, match="Nothing can be written to the folder .*: permission denied") as refused:
        write_new(tmp_path, "tea.html", b"")
    assert refused.value.problem == "refused"


def test_a_disk_that_is_full_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(FolderError, match="Nothing can be written to the folder .*: no space left") as full:
        write_new(tmp_path, "tea.html", b"")
    assert full.value.problem == "full"
    assert list(tmp_path.iterdir()) == []
