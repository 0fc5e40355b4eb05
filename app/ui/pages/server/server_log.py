"""Live log of the server: newest line last, bounded, filtered by level and text."""

from __future__ import annotations

from collections import deque
from typing import get_args

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.server_status import LogLevel, LogLine
from app.ui import format
from app.ui.style import theme
from app.ui.widgets.fields import CopyButton, SearchField
from app.ui.widgets.parts import column, label, row
from app.ui.widgets.segmented import SegmentedControl

MAX_LINES = 2_000
_LEVELS: tuple[LogLevel, ...] = get_args(LogLevel)
_COLOURS: dict[LogLevel, str] = {"DEBUG": "faint", "WARNING": "warning", "ERROR": "down", "CRITICAL": "down"}


class LogView(QWidget):
    """List of log lines. Lines hidden by the filter are kept and shown again when it changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("server_log")
        self._lines: deque[LogLine] = deque(maxlen=MAX_LINES)
        choices = (
            ("DEBUG", self.tr("Everything")),
            ("INFO", self.tr("Info")),
            ("WARNING", self.tr("Warnings")),
            ("ERROR", self.tr("Errors")),
        )
        self._level = SegmentedControl(choices, "log_level", self.tr("Minimum level"))
        self._level.set_value("INFO")
        self._level.chosen.connect(self._render)
        self._search = SearchField(self.tr("Search the log"), "log_search")
        self._search.searched.connect(self._render)
        self._text = QPlainTextEdit()
        self._text.setObjectName("log_text")
        self._text.setProperty("role", "code")
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setMaximumBlockCount(MAX_LINES)
        self._text.setFont(theme.current().fixed_font())
        self._text.setPlaceholderText(self.tr("Nothing to show at this level."))
        self._count = label("", "caption", "log_count")
        copy = CopyButton(self._text.toPlainText, "log_copy", self.tr("Copy all"))
        bar = row(self._level, self._search, self._count, None, copy, gap=3)
        self.setLayout(column(bar, self._text, gap=3, margins=4))
        self._shown = 0
        self._show_count()

    @property
    def text(self) -> str:
        """Text on screen, as copied."""
        return self._text.toPlainText()

    def add(self, line: LogLine) -> None:
        self._lines.append(line)
        if self._is_shown(line):
            self._append([line])

    def clear(self) -> None:
        self._lines.clear()
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and self._lines:
            self._render()  # lines keep the colours of the theme they were written in
        super().changeEvent(event)

    def _is_shown(self, line: LogLine) -> bool:
        is_level = _LEVELS.index(line.level) >= [str(level) for level in _LEVELS].index(self._level.value)
        return is_level and self._search.text().strip().casefold() in line_text(line).casefold()

    def _render(self) -> None:
        self._text.clear()
        self._shown = 0
        self._append([line for line in self._lines if self._is_shown(line)])

    def _append(self, lines: list[LogLine]) -> None:
        bar = self._text.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum() - 4
        cursor = QTextCursor(self._text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for line in lines:
            if self._shown:
                cursor.insertBlock()
            ink = QTextCharFormat()
            ink.setForeground(theme.current().colour(_COLOURS.get(line.level, "text")))
            cursor.insertText(line_text(line), ink)
            self._shown += 1
        cursor.endEditBlock()
        if is_at_end:  # not while the user reads further up
            bar.setValue(bar.maximum())
        self._show_count()

    def _show_count(self) -> None:
        shown = min(self._shown, MAX_LINES)
        self._count.setText(self.tr("%1 lines", n=shown).replace("%1", format.exact(shown)))


def line_text(line: LogLine) -> str:
    """Return a log line as text: time of day, level, logger, message."""
    return f"{format.clock(line.at, with_seconds=True)}  {line.level:<8} {line.logger}  {line.message}"
