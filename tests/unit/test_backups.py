"""Backups: names that say their time, and which of them are kept."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.backups import Backup, backup_name, no_longer_kept, time_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def backups(*days_ago: int) -> list[Backup]:
    times = [NOON - timedelta(days=days) for days in days_ago]
    return [Backup(backup_name(at), at, 1) for at in times]


def test_the_name_of_a_backup_says_its_time() -> None:
    assert backup_name(NOON.astimezone()) == "sparklytics-20260301-120000.duckdb"
    assert time_of(backup_name(NOON)) == NOON


@pytest.mark.parametrize(
    "name",
    [
        "sparklytics.duckdb",
        "sparklytics-20260231-120000.duckdb",
        "sparklytics-20260301-120000.duckdb.draft",
        "sparklytics-20260301-120000.duckdb\n",
        "xsparklytics-20260301-120000.duckdb",
        "sparklytics-２０２６0301-120000.duckdb",
    ],
)
def test_a_file_of_another_name_is_no_backup(name: str) -> None:
    assert time_of(name) is None


@pytest.mark.parametrize(
    ("keep", "days", "gone"),
    [(7, None, []), (2, None, [2, 40]), (7, 30, [40]), (1, 30, [1, 2, 40]), (7, 0, [1, 2, 40])],
)
def test_backups_are_kept_by_count_and_age_and_the_newest_always(keep: int, days: int | None, gone: list[int]) -> None:
    before = None if days is None else NOON - timedelta(days=days)
    assert no_longer_kept(backups(0, 1, 2, 40), keep, before) == backups(*gone)
    assert no_longer_kept(backups(400), keep, before) == []
