"""Schedules of reports: which periods are due, the names of their files, and files that replace no other one."""

from __future__ import annotations

import errno
import os
import re
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from app.domain.errors import AppError
from app.domain.reports.presets import DateRange, Every, period_before
from app.report.files import FileKind, write_report

FolderProblem = Literal["missing", "refused", "full", "crowded", "failed"]

MOST_AT_ONCE = 31  # periods that are made up for after a long time without the program; older ones are left out
_MOST_SAME_NAMES = 1_000
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_PROBLEMS: dict[int | None, FolderProblem] = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "refused"),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "full"),
}


class FolderError(AppError):
    """A folder that takes no report. problem: for a sentence in the language of the window."""

    def __init__(self, problem: FolderProblem, folder: Path, sentence: str) -> None:
        super().__init__("storage_unavailable", sentence, field="folder")
        self.problem = problem
        self.folder = folder


class ReportSchedule(msgspec.Struct, frozen=True):
    """Reports of a website, one for each period that is over, into a folder.

    server: URL, blank for the server of this computer. domain: when it was added. last_day: last day of the newest
    report; None before the first.
    """

    id: str
    server: str
    website_id: str
    domain: str
    every: Every
    kind: FileKind
    folder: str
    last_day: date | None = None

    def due(self, today: date) -> list[DateRange]:
        """Return the periods that are over and not made yet, oldest first; of a new schedule the last one.

        today: in the time zone of the website. A last day that is not over comes from a clock that was ahead, and says
        nothing.
        """
        periods = [period_before(self.every, today)]
        if self.last_day is None or self.last_day >= today:
            return periods
        while len(periods) < MOST_AT_ONCE:
            periods.append(period_before(self.every, periods[-1][0]))
        return [days for days in reversed(periods) if days[1] > self.last_day]


def file_name(domain: str, days: DateRange, kind: FileKind) -> str:
    """Return a name by site and days that every system takes."""
    shown = dict.fromkeys(day.isoformat() for day in days)
    return f"{_NOT_IN_NAMES.sub('-', domain)} {' to '.join(shown)}.{kind}"


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a report and return its path: of this name, or of one with a number when there is such a file already.

    Raises FolderError.
    """
    if not folder.is_dir():
        raise FolderError("missing", folder, f"The folder {folder} does not exist.")
    path = _claimed(folder, Path(name))
    try:
        write_report(path, content)
    except AppError as error:
        path.unlink(missing_ok=True)
        raise _refusal(folder, error.__cause__) from error
    return path


def _claimed(folder: Path, name: Path) -> Path:
    """Create an empty file that was not there before, and return its path."""
    for number in range(1, _MOST_SAME_NAMES):
        path = folder / (name if number == 1 else name.with_stem(f"{name.stem} ({number})"))
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise _refusal(folder, error) from error
        return path
    raise FolderError("crowded", folder, f"The folder {folder} has too many files called {name}.")


def _refusal(folder: Path, error: BaseException | None) -> FolderError:
    number, reason = (error.errno, error.strerror) if isinstance(error, OSError) else (None, None)
    sentence = f"Nothing can be written to the folder {folder}: {(reason or str(error)).lower()}."
    return FolderError(_PROBLEMS.get(number, "failed"), folder, sentence)
