"""Editors of settings: one for each kind of value. Each hands over a text, as the settings file would have it."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from app.domain.server_control import SettingView
from app.ui.models.settings import is_changed, setting_title, text_of, value_text
from app.ui.style import theme
from app.ui.style.theme import ROW_HEIGHT
from app.ui.widgets.fields import ComboBox
from app.ui.widgets.forms import leave_wheel
from app.ui.widgets.parts import follow_text, icon_button, padded, row

LIST_ROWS = 2
_STILL_EDITING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # a menu, another window


class SettingEditor(QWidget):
    """Editor of one setting. committed: carries the text of a new value, once the user is done with it.

    Subclasses make their field and write `show_setting`.
    """

    committed = Signal(str)

    def __init__(self, setting: SettingView, field: QWidget) -> None:
        super().__init__()
        self.field = field
        field.setObjectName(f"setting_{setting.name}")
        field.setAccessibleName(setting_title(setting.name))
        self.setFocusProxy(field)
        leave_wheel(field)
        self.line = row(field)  # of the field and what belongs to it
        self.setLayout(self.line)

    @abstractmethod
    def show_setting(self, setting: SettingView) -> None:
        """Show the value of the setting."""


class NumberEditor(SettingEditor):
    """Whole number with its unit."""

    def __init__(self, setting: SettingView) -> None:
        self._box = padded(QSpinBox())
        super().__init__(setting, self._box)
        text = text_of(setting)
        self._box.setRange(setting.shape.low, setting.shape.high)
        self._box.setKeyboardTracking(False)
        self._box.setGroupSeparatorShown(setting.name != "port")
        if text.unit is not None:
            self._box.setSuffix(text.unit())
        if text.zero is not None and setting.shape.low == 0:
            self._box.setSpecialValueText(text.zero())
        self._box.editingFinished.connect(lambda: self.committed.emit(str(self._box.value())))

    def show_setting(self, setting: SettingView) -> None:
        self._box.setValue(int(setting.value))


class SwitchEditor(SettingEditor):
    """Switch that is on or off."""

    def __init__(self, setting: SettingView) -> None:
        self._check = QCheckBox(self.tr("On"))
        super().__init__(setting, self._check)
        self._check.clicked.connect(lambda is_on: self.committed.emit("true" if is_on else "false"))

    def show_setting(self, setting: SettingView) -> None:
        self._check.setChecked(setting.value == "true")


class ChoiceEditor(SettingEditor):
    """One of a few values, by their names."""

    def __init__(self, setting: SettingView) -> None:
        self._box = ComboBox()
        super().__init__(setting, self._box)
        for value in setting.shape.choices:
            self._box.addItem(value_text(setting, value), value)
        self._box.activated.connect(lambda at: self.committed.emit(str(self._box.itemData(at))))

    def show_setting(self, setting: SettingView) -> None:
        self._box.setCurrentIndex(self._box.findData(setting.value))


class TextEditor(SettingEditor):
    """Line of text. A default is its placeholder, so that clearing the line restores it."""

    def __init__(self, setting: SettingView) -> None:
        self._line = QLineEdit()
        super().__init__(setting, self._line)
        self._line.setClearButtonEnabled(True)
        self._line.editingFinished.connect(lambda: self.committed.emit(self._line.text().strip()))

    def show_setting(self, setting: SettingView) -> None:
        self._line.setPlaceholderText(setting.default)
        self._line.setText(written(setting))


class SecretEditor(SettingEditor):
    """Line for a new secret. The one that is set is never shown."""

    def __init__(self, setting: SettingView) -> None:
        self._line = QLineEdit()
        super().__init__(setting, self._line)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.editingFinished.connect(self._on_finished)

    def show_setting(self, setting: SettingView) -> None:
        self._line.clear()
        self._line.setPlaceholderText(self.tr("Set, but never shown") if is_changed(setting) else self.tr("Not set"))

    def _on_finished(self) -> None:
        if text := self._line.text():
            self.committed.emit(text)


class PathEditor(TextEditor):
    """Path of a file, typed or chosen."""

    def __init__(self, setting: SettingView) -> None:
        super().__init__(setting)
        title = self.tr("Choose a file for “%1”").replace("%1", setting_title(setting.name))
        self._choose = icon_button(
            "more", title, f"setting_{setting.name}_choose", lambda: self._on_choose(title), role="bordered"
        )
        self.line.addWidget(self._choose)

    def _on_choose(self, title: str) -> None:
        folder = str(Path(self._line.text()).parent) if self._line.text() else ""
        path = self._asked(title, folder)
        if path:
            self._line.setText(path)
            self.committed.emit(path)

    def _asked(self, title: str, folder: str) -> str:
        """Return the path that the user chooses, blank for none. folder: where the dialog opens."""
        return QFileDialog.getOpenFileName(self, title, folder)[0]


class FolderEditor(PathEditor):
    """Path of a folder, typed or chosen."""

    def _asked(self, title: str, folder: str) -> str:
        return QFileDialog.getExistingDirectory(self, title, folder)


class ListEditor(SettingEditor):
    """Several values, one a line."""

    def __init__(self, setting: SettingView) -> None:
        self._lines = QPlainTextEdit()
        super().__init__(setting, self._lines)
        self._lines.setTabChangesFocus(True)
        self._lines.installEventFilter(self)
        follow_text(self._lines, lambda: self._lines.setFixedHeight(theme.current().sized(LIST_ROWS * ROW_HEIGHT)))

    def show_setting(self, setting: SettingView) -> None:
        text = "\n".join(filter(None, written(setting).split(", ")))
        if text != self._lines.toPlainText():  # else the cursor and the steps to undo would be lost
            self._lines.setPlainText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the list over when another field gets the focus, as a `QLineEdit` does."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_EDITING:
            self.committed.emit(", ".join(self._lines.toPlainText().split()))
        return False


def editor_of(setting: SettingView) -> SettingEditor:
    """Return the editor for the kind of a setting, which shows its value."""
    makers: dict[str, type[NumberEditor | SwitchEditor | ChoiceEditor | TextEditor | ListEditor | SecretEditor]] = {
        "number": NumberEditor,
        "switch": SwitchEditor,
        "choice": ChoiceEditor,
        "path": PathEditor,
        "folder": FolderEditor,
        "list": ListEditor,
        "secret": SecretEditor,
        "text": TextEditor,
    }
    editor = makers[setting.shape.kind](setting)
    editor.show_setting(setting)
    return editor


def written(setting: SettingView) -> str:
    """Return what an editor hands over while nothing is changed: blank for a text that is the default."""
    is_text = setting.shape.kind in ("text", "path", "folder", "list")
    return "" if is_text and not is_changed(setting) else setting.value
