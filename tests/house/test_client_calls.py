"""Every call of the client is made by the window, a report or a command, by itself or as a question of a batch."""

from __future__ import annotations

from pathlib import Path

from benchmarks.window import called_names, client_methods

APP = Path(__file__).resolve().parents[2] / "app"


def test_every_call_of_the_client_is_made_by_a_page_a_report_or_a_command() -> None:
    rooms = ("ui", "report", "server/folder_client.py", "commands/backup.py", "commands/importing.py", "api/doctor.py")
    names = set().union(*(called_names(APP / room) for room in rooms))
    assert client_methods() - names == set()
