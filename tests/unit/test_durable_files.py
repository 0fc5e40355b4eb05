"""Durable files: whole for everyone, whoever else writes them, and nothing half-written is left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.durable_files import LEFT_OVER, replace_durably


def test_two_calls_for_one_path_at_a_time_each_leave_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "settings.toml", os.fsync

    def overtaken(file: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        replace_durably(path, b"second")
        assert path.read_bytes() == b"second"
        real(file)

    monkeypatch.setattr(os, "fsync", overtaken)
    replace_durably(path, b"first, and longer")
    assert path.read_bytes() == b"first, and longer"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a folder" / "in its place").mkdir(parents=True)
    with pytest.raises((IsADirectoryError, PermissionError)):
        replace_durably(tmp_path / "a folder", b"text")
    assert list(tmp_path.glob(LEFT_OVER)) == []
