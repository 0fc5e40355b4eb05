"""Settings of the server with the source of each. A change takes effect at the next start."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.domain.errors import AppError
from app.domain.server_control import ServerControl, SettingView
from app.ui.bridge import Bridge
from app.ui.models.settings import COLUMNS, SettingsModel
from app.ui.style import theme
from app.ui.style.theme import ROW_HEIGHT
from app.ui.texts import as_sentence
from app.ui.widgets.parts import column, follow_text, paragraph
from app.ui.widgets.tables.plain_table import PlainTable
from app.ui.widgets.toast import Banner

_WIDTHS = {"name": 240, "value": 220, "source": 170}
ENVIRONMENT_PREFIX = "SPARKLYTICS_"


class SettingsPanel(QWidget):
    """changed: a setting was written. restart_requested: restart the server with it."""

    changed = Signal()
    restart_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("server_settings")
        self._bridge = bridge
        self._control: ServerControl | None = None
        self._model = SettingsModel()
        self._model.change_requested.connect(self.change)
        self._restart = Banner("settings_restart", "warning")
        self._restart.acted.connect(self.restart_requested)
        self._error = Banner("settings_error", "down")
        self._error.acted.connect(self._error.hide)
        self._note = paragraph("", "muted", "settings_note")
        self._table = PlainTable("settings_table", self.tr("Settings"), self._model)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.selectionModel().currentChanged.connect(self._on_current)
        self._help = paragraph("", "muted", "settings_help")
        follow_text(self._help, lambda: self._help.setMinimumHeight(theme.current().sized(2 * ROW_HEIGHT)))
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(COLUMNS.index("help"), QHeaderView.ResizeMode.Stretch)
        self._table.set_widths({COLUMNS.index(name): width for name, width in _WIDTHS.items()})
        self.setLayout(
            column(self._restart, self._error, self._note, self._table, self._help, gap=3, margins=(0, 4, 0, 2))
        )

    def show_control(self, control: ServerControl | None) -> None:
        """Show the settings of the local server. control: None for a remote one."""
        self._control = control
        self._restart.hide()
        self._error.hide()
        self._table.setVisible(control is not None)
        if control is None:
            self._model.set_rows(())
            self._note.setText(self.tr("This server runs on another computer. Change its settings there."))
            return
        self._note.setText(self.tr("Double-click a value, or press F2, to change it."))
        self._reload()

    def setting(self, name: str) -> SettingView | None:
        """Return a setting, None when it is unknown."""
        return next((setting for setting in self._model.rows if setting.name == name), None)

    @Slot(str, str)
    def change(self, name: str, value: str) -> None:
        """Write a setting to the settings file."""
        if self._control is not None:
            self._error.hide()
            self._bridge.run(self._control.change_setting(name, value), self._on_changed, self._on_failed)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        """Show the whole help text of the focused setting. The table has room for its beginning only."""
        if now.isValid():
            setting = self._model.rows[now.row()]
            variable = f"{ENVIRONMENT_PREFIX}{setting.name.upper()}"
            self._help.setText(f"{setting.help}\n{setting.name} \N{MIDDLE DOT} {variable}")
        else:
            self._help.setText("")

    def _reload(self) -> None:
        """Read the settings again, and show the error when the file cannot be read."""
        if self._control is None:
            return
        try:
            self._model.set_rows(self._control.settings())
        except AppError as error:
            self._model.set_rows(())
            self._on_failed(error)

    def _on_changed(self, _: None) -> None:
        self._reload()
        text = self.tr("Saved. The change takes effect when the server restarts.")
        self._restart.show_text(text, self.tr("Restart now"))
        self.changed.emit()

    def _on_failed(self, error: AppError) -> None:
        self._error.show_text(as_sentence(error.message), self.tr("Dismiss"))
