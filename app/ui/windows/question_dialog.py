"""A question with clear answers. Button texts say what happens, so nobody has to guess what "OK" would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.widgets.parts import button, column, label, paragraph, row
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH = 440
_ICON = 28


@dataclass(frozen=True, slots=True)
class Answer:
    """name: object name of its button. act: None only closes. is_default: what Enter does."""

    name: str
    text: str
    act: Callable[[], object] | None = None
    role: str = ""
    is_default: bool = False


class QuestionDialog(QDialog):
    """Open it with `open`. Escape and closing it answer nothing."""

    def __init__(
        self,
        name: str,
        title: str,
        question: str,
        detail: str,
        answers: Sequence[Answer],
        parent: QWidget | None,
        icon_name: str = "help",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        mark = ThemedIcon(icon_name, "warning" if icon_name == "warning" else "muted", _ICON)
        asked = paragraph(question, "heading", f"{name}_question")
        texts = row(mark, column(asked, paragraph(detail, "muted", f"{name}_detail"), gap=2), gap=4)
        texts.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        texts.setStretch(1, 1)
        buttons = row(None, gap=2)
        for answer in answers:
            buttons.addWidget(self._button(answer))
        self.setLayout(column(texts, label(), buttons, gap=2, margins=5))
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)

    def _button(self, answer: Answer) -> QWidget:
        made = button(answer.text, answer.name, lambda: self._answered(answer), role=answer.role)
        made.setAutoDefault(answer.is_default)
        made.setDefault(answer.is_default)
        if answer.is_default:
            made.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def _answered(self, answer: Answer) -> None:
        self.close()
        if answer.act is not None:
            answer.act()
