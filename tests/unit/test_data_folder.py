"""The lock of the data folder: exclusive, and released with its process."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.data_folder import (
    LOCK_NAME,
    DataFolderInUse,
    LockHolder,
    folder_lock,
    holder,
    prepare_folder,
)
from app.domain.errors import AppError

HOLD = """
import sys
from pathlib import Path
from app.data_folder import LockHolder, folder_lock
with folder_lock(Path(sys.argv[1])) as lock:
    lock.write_holder(LockHolder(4711, "http://127.0.0.1:3000"))
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_process(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_lock_of_another_process_is_refused_naming_its_holder(tmp_path: Path) -> None:
    with other_process(tmp_path):
        with pytest.raises(DataFolderInUse) as caught, folder_lock(tmp_path):
            pass
        assert holder(tmp_path) == LockHolder(4711, "http://127.0.0.1:3000")
    assert (caught.value.code, caught.value.pid, caught.value.url) == (
        "data_folder_in_use",
        4711,
        "http://127.0.0.1:3000",
    )
    assert str(tmp_path) in caught.value.message
    assert "4711" in caught.value.message


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with other_process(tmp_path) as process:
        process.kill()
        process.wait()
        assert holder(tmp_path) is None
        with folder_lock(tmp_path):
            pass


def test_lock_is_exclusive_within_a_process_and_free_afterwards(tmp_path: Path) -> None:
    with folder_lock(tmp_path):
        assert holder(tmp_path) == LockHolder(os.getpid())
        with pytest.raises(DataFolderInUse), folder_lock(tmp_path):
            pass
        assert holder(tmp_path) == LockHolder(os.getpid())
    assert holder(tmp_path) is None
    assert (tmp_path / LOCK_NAME).read_text() == ""


def test_a_shorter_text_replaces_a_longer_one(tmp_path: Path) -> None:
    with folder_lock(tmp_path) as lock:
        lock.write_holder(LockHolder(1, "http://a-rather-long-name.example:3000"))
        lock.write_holder(LockHolder(2))
        assert holder(tmp_path) == LockHolder(2)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1, "colour": "red"}', "\xff"])
def test_an_unreadable_holder_is_still_a_holder(tmp_path: Path, text: str) -> None:
    with folder_lock(tmp_path):
        (tmp_path / LOCK_NAME).write_text(text, "latin-1")
        with pytest.raises(DataFolderInUse) as caught, folder_lock(tmp_path):
            pass
    assert caught.value.pid == 0
    assert "process" not in caught.value.message


def test_a_missing_folder_has_no_holder(tmp_path: Path) -> None:
    assert holder(tmp_path / "no") is None


def test_lock_file_is_for_its_owner_only(tmp_path: Path) -> None:
    with folder_lock(tmp_path):
        assert stat.S_IMODE((tmp_path / LOCK_NAME).stat().st_mode) == 0o600


def test_the_data_folder_is_created_with_its_parents_for_its_owner_only(tmp_path: Path) -> None:
    data_dir = tmp_path / "a" / "b"
    prepare_folder(data_dir)
    prepare_folder(data_dir)
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    assert list(data_dir.iterdir()) == []


@contextmanager
def without_privileges() -> Iterator[None]:
    """Drop the privileges of root, to whom file permissions mean nothing."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_refused_with_one_sentence() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        with without_privileges(), pytest.raises(AppError) as caught:
            prepare_folder(Path(name))
        assert (caught.value.code, caught.value.field) == ("storage_unavailable", "data_dir")
        assert caught.value.message.startswith(f"The data folder {name} cannot be used: permission denied.")


def test_a_folder_that_is_a_file_is_refused_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    for data_dir in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(AppError, match="cannot be used"):
            prepare_folder(data_dir)
