"""Whole files of the window: an older file stays until the new one is complete, and the bytes stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.files.csv_text import csv_text
from app.ui.models import whole_file
from app.ui.models.whole_file import write_whole


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk that takes the first bytes of a file and no more."""

    class Full(whole_file.QSaveFile):
        def write(self, content: bytes) -> int:
            super().write(content[:1])
            self.setErrorString("No space left on device")
            return -1

    with monkeypatch.context() as patch:
        patch.setattr(whole_file, "QSaveFile", Full)
        yield


def test_a_full_disk_leaves_the_older_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "teas.csv"
    path.write_bytes(b"older")
    with full_disk(monkeypatch), pytest.raises(OSError, match="No space left on device"):
        write_whole(path, b"newer and longer")
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_lines_of_a_file_end_as_the_text_says_on_every_system(tmp_path: Path) -> None:
    path = tmp_path / "teas.csv"
    write_whole(path, csv_text(("tea", "cups"), [("söncha", 1)]).encode())
    assert path.read_bytes() == "tea,cups\r\nsöncha,1\r\n".encode()
    write_whole(path, b"newer")
    assert path.read_bytes() == b"newer"


def test_a_folder_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"\w+"):
        write_whole(tmp_path / "none" / "teas.csv", b"")
