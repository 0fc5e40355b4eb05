"""Confirmation dialog: a question with named choices, because "OK" does not say what happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.focus.reading_order import step
from app.ui.servers.server_mark import ServerBadge
from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.widgets.parts import button, column, label, paragraph, row
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH = 440
_ICON = 28


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the dialog. name: its object name; act: None only closes; is_default: pressed by Enter."""

    name: str
    text: str
    act: Callable[[], object] | None = None
    role: str = ""
    is_default: bool = False


class ConfirmDialog(QDialog):
    """Asks `question` when opened with `open`. Escape and closing the dialog choose nothing."""

    def __init__(
        self,
        name: str,
        title: str,
        question: str,
        detail: str,
        choices: Sequence[Choice],
        parent: QWidget | None,
        icon_name: str = "help",
        server: str = "",
    ) -> None:
        """server: name of the remote server that the answer changes, which is shown in its colour."""
        super().__init__(parent)
        dress(self)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().sized(_WIDTH))
        mark = ThemedIcon(icon_name, "warning" if icon_name == "warning" else "muted", _ICON)
        heading = paragraph(question, "heading", f"{name}_question")
        sentences = column(heading, paragraph(detail, "muted", f"{name}_detail"), gap=2)
        if server:
            sentences.insertLayout(0, row(ServerBadge(f"{name}_server", server), None))
        texts = row(mark, sentences, gap=4)
        texts.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        texts.setStretch(1, 1)
        buttons = row(None, gap=2)
        for choice in choices:
            buttons.addWidget(self._button(choice))
        self.setLayout(column(texts, label(), buttons, gap=2, margins=5))
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return step(self, is_next=is_next)

    def _button(self, choice: Choice) -> QWidget:
        push = button(choice.text, choice.name, lambda: self._choose(choice), role=choice.role)
        push.setAutoDefault(choice.is_default)
        push.setDefault(choice.is_default)
        if choice.is_default:
            push.setFocus(Qt.FocusReason.OtherFocusReason)
        return push

    def _choose(self, choice: Choice) -> None:
        self.close()
        if choice.act is not None:
            choice.act()
