"""Question for a file: the ending follows the kind chosen, and no file is replaced unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.save_dialog import ask_file, with_ending

FILTERS = {".pdf": "PDF (*.pdf)", ".html": "HTML (*.html)"}
Ask = Callable[..., "Path | None"]


@pytest.fixture
def ask(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks with the names that are typed, one a dialog, and the answers to what may be replaced."""
    answers_left: list[bool] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        assert box.textFormat() == Qt.TextFormat.PlainText, "the name of a file may look like HTML"
        return QMessageBox.StandardButton.Yes if answers_left.pop(0) else QMessageBox.StandardButton.No

    def asked(names: list[Path | str], answers: list[bool], chosen: str = "") -> Path | None:
        host = QWidget()
        qtbot.addWidget(host)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(names.pop(0)), chosen))
        monkeypatch.setattr(QMessageBox, "exec", answer)
        answers_left[:] = answers
        path = ask_file(host, "Save", "tea", FILTERS, aliases=(".htm",))
        assert (names, answers_left) == ([], [])
        return path

    return asked


def test_a_name_without_an_ending_gets_that_of_the_kind_chosen(ask: Ask, tmp_path: Path) -> None:
    assert ask([tmp_path / "tea"], [], FILTERS[".html"]) == tmp_path / "tea.html"
    assert ask([tmp_path / "tea"], []) == tmp_path / "tea.pdf"


def test_an_ending_that_is_known_stays() -> None:
    known = (*FILTERS, ".htm")
    assert with_ending(Path("tea.example"), ".pdf", known) == Path("tea.example.pdf")
    assert with_ending(Path("tea.htm"), ".pdf", known) == Path("tea.htm")
    assert with_ending(Path("tea.HTML"), ".pdf", known) == Path("tea.HTML")


def test_a_file_that_the_ending_names_is_replaced_only_when_the_user_says_so(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "tea.pdf").write_bytes(b"older")
    assert ask([tmp_path / "tea"], [True]) == tmp_path / "tea.pdf"
    assert ask([tmp_path / "tea", tmp_path / "oolong"], [False]) == tmp_path / "oolong.pdf"
    assert ask([tmp_path / "tea", ""], [False]) is None


def test_the_system_has_asked_about_a_name_that_is_typed_whole(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "tea.pdf").write_bytes(b"older")
    assert ask([tmp_path / "tea.pdf"], []) == tmp_path / "tea.pdf"
