"""Segmented control: a row of choices, exactly one of them on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton


class SegmentedControl(QFrame):
    """Choices side by side; arrow keys move between them. chosen carries the key of the new one."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, title: str) -> None:
        """choices: (key, text), the first is on; title: accessible name of the row."""
        super().__init__()
        self.setProperty("role", "segments")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        for at, (key, text) in enumerate(choices):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(at == 0)
            button.setProperty("role", "segment")
            button.setObjectName(f"{name}_{key}")
            button.setAccessibleName(f"{title}: {text}")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, at)
            layout.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def value(self) -> str:
        return self._keys[self._group.checkedId()]

    def set_value(self, key: str) -> None:
        """Turn a choice on without emitting `chosen`."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        button = self._group.button((self._group.checkedId() + step) % len(self._keys))
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def _on_clicked(self, at: int) -> None:
        self.chosen.emit(self._keys[at])
