"""Settings of the server as a form in groups, with a search. A change takes effect at the next start."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.domain.errors import AppError
from app.domain.server_control import ServerControl, SettingView
from app.ui.bridge import Bridge
from app.ui.models.settings import SETTING_TEXTS, Group, group_title, text_of
from app.ui.pages.server.setting_row import OutsideRow, SettingRow
from app.ui.style import theme
from app.ui.texts import as_sentence, sentence_of
from app.ui.widgets.forms import line
from app.ui.widgets.parts import column, follow_text, frame, hairline, label, paragraph, row, scroll_area
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.toast import Banner

_SEARCH_WIDTH = 280


class SettingsPanel(QWidget):
    """changed: a setting was written. restart_requested: restart the server with it.

    The rows are made when the panel is first shown, a group in each turn of the event loop.
    """

    changed = Signal()
    restart_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("server_settings")
        self._bridge = bridge
        self._control: ServerControl | None = None
        self._settings: tuple[SettingView, ...] = ()
        self._in_use: dict[str, str] = {}  # values by which the server runs, empty while it does not run for the window
        self._rows: dict[str, SettingRow | OutsideRow] = {}
        self._cards: dict[Group, QFrame] = {}
        self._lines: dict[str, QWidget] = {}  # above a row, by its setting
        self._restart = Banner("settings_restart", "warning")
        self._restart.acted.connect(self.restart_requested)
        self._error = Banner("settings_error", "down")
        self._error.acted.connect(self._error.hide)
        self._note = paragraph("", "muted", "settings_note")
        self._search: QLineEdit = line("settings_search", self.tr("Search settings"), self.tr("Search settings"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        follow_text(self._search, lambda: self._search.setMinimumWidth(theme.current().sized(_SEARCH_WIDTH)))
        choices = (("all", self.tr("All")), ("changed", self.tr("Changed")))
        self._which = SegmentedControl(choices, "settings_which", self.tr("Which settings"))
        self._which.chosen.connect(self._filter)
        self._nothing = label(self.tr("No setting matches."), "muted", "settings_nothing")
        self._nothing.hide()
        self._groups = column(gap=4)
        page = QWidget()
        page.setLayout(column(self._nothing, self._groups, None, gap=4, margins=(4, 0, 4, 4)))
        self._form = QWidget()
        self._form.setObjectName("settings_form")
        bar = row(self._search, self._which, None, gap=3, margins=(4, 0, 4, 0))
        self._form.setLayout(column(bar, scroll_area(page, "settings_scroll"), gap=3))
        top = column(self._restart, self._error, self._note, gap=3, margins=(4, 0, 4, 0))
        whole = column(top, self._form, gap=3, margins=(0, 4, 0, 2))
        whole.setStretch(1, 1)
        whole.addStretch(0)
        self.setLayout(whole)

    @property
    def is_complete(self) -> bool:
        """True when every setting has its row."""
        return len(self._rows) == len(self._settings)

    def show_control(self, control: ServerControl | None, *, is_running: bool) -> None:
        """Show the settings of the local server as it starts, runs or stops. control: None for a remote one."""
        self._control = control
        self._error.hide()
        self._form.setVisible(control is not None)
        if control is None:
            self._settings = ()
            self._restart.hide()
            self._note.setText(self.tr("This server runs on another computer. Change its settings there."))
            return
        self._note.setText(self.tr("A change is saved at once and takes effect when the server restarts."))
        self._reload()
        in_use = control.settings_in_use() if is_running else ()
        self._in_use = {setting.name: setting.value for setting in in_use}
        self._show_settings()

    def setting(self, name: str) -> SettingView | None:
        """Return a setting, None when it is unknown."""
        return next((setting for setting in self._settings if setting.name == name), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._build_next()

    @Slot(str, str)
    def change(self, name: str, value: str) -> None:
        """Write a setting to the settings file."""
        if self._control is not None:
            self._error.hide()
            call = self._control.change_setting(name, value)
            self._bridge.run(call, self._on_changed, lambda error: self._on_refused(name, error))

    def _reload(self) -> None:
        """Read the settings again, and show the error when the file cannot be read."""
        if self._control is None:
            return
        try:
            self._settings = tuple(sorted(self._control.settings(), key=_place))
        except AppError as error:
            self._settings = ()
            self._form.hide()
            self._on_failed(error)

    def _show_settings(self) -> None:
        """Show values and origins in the rows that are there, and what waits for a restart."""
        waiting = [setting.name for setting in self._settings if self._is_waiting(setting)]
        for setting in self._settings:
            if isinstance(setting_row := self._rows.get(setting.name), SettingRow):
                setting_row.show_setting(setting, is_waiting=setting.name in waiting)
        if waiting:
            text = self.tr("%1 changes take effect when the server restarts.", n=len(waiting))
            self._restart.show_text(text.replace("%1", str(len(waiting))), self.tr("Restart now"))
        else:
            self._restart.hide()
        self._filter()

    def _is_waiting(self, setting: SettingView) -> bool:
        return self._in_use.get(setting.name, setting.value) != setting.value

    @Slot()
    def _build_next(self) -> None:
        """Make the rows of the next group that has none yet."""
        for group in get_args(Group):
            settings = [each for each in self._settings if text_of(each).group == group]
            if group not in self._cards and settings:
                self._build(group, settings)
                self._filter()
                QTimer.singleShot(0, self, self._build_next)
                return

    def _build(self, group: Group, settings: list[SettingView]) -> None:
        layout = column(label(group_title(group), "heading"), gap=3, margins=4)
        for at, setting in enumerate(settings):
            if at:
                self._lines[setting.name] = hairline()
                layout.addWidget(self._lines[setting.name])
            if _is_choosable(setting):
                setting_row = SettingRow(setting)
                setting_row.show_setting(setting, is_waiting=self._is_waiting(setting))
                setting_row.change_requested.connect(self.change)
                self._rows[setting.name] = setting_row
            else:
                self._rows[setting.name] = OutsideRow(setting)
            layout.addWidget(self._rows[setting.name])
        self._cards[group] = frame("card", f"settings_{group}", layout)
        self._groups.addWidget(self._cards[group])

    def _filter(self) -> None:
        """Show the rows that match the search, and the cards that have one."""
        search, only_changed = self._search.text(), self._which.value == "changed"
        shown: dict[Group, int] = dict.fromkeys(self._cards, 0)
        for setting in self._settings:
            if (setting_row := self._rows.get(setting.name)) is None:
                continue
            is_shown = setting_row.matches(search, only_changed=only_changed)
            setting_row.setVisible(is_shown)
            if (above := self._lines.get(setting.name)) is not None:
                above.setVisible(is_shown and bool(shown[text_of(setting).group]))
            shown[text_of(setting).group] += is_shown
        for group, card in self._cards.items():
            card.setVisible(bool(shown[group]))
        self._nothing.setVisible(bool(self._rows) and not any(shown.values()))

    def _on_changed(self, _: None) -> None:
        self._reload()
        self._show_settings()
        self.changed.emit()

    def _on_refused(self, name: str, error: AppError) -> None:
        """Show at its row why a value was refused, with the name of the setting as the row has it."""
        if not isinstance(setting_row := self._rows.get(name), SettingRow):
            self._on_failed(error)
            return
        rest = error.message.removeprefix(f"{name} ")
        setting_row.show_error(as_sentence(rest))

    def _on_failed(self, error: AppError) -> None:
        self._error.show_text(sentence_of(error), self.tr("Dismiss"))


def _is_choosable(setting: SettingView) -> bool:
    return setting.is_in_file and len(setting.shape.choices) != 1


def _place(setting: SettingView) -> int:
    """Return the place of a setting in its group, the order of the table of texts."""
    names = tuple(SETTING_TEXTS)
    return names.index(setting.name) if setting.name in names else len(names)
