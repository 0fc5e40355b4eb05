"""Settings model: settings of the server as an editable table of value and origin."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.server_control import SettingView
from app.ui.style import theme

AnyIndex = QModelIndex | QPersistentModelIndex
Column = Literal["name", "value", "source", "help"]
COLUMNS: tuple[Column, ...] = ("name", "value", "source", "help")
_WORDS = {"url": "URL", "cors": "CORS", "https": "HTTPS", "geoip": "GeoIP", "duckdb": "DuckDB", "dir": "folder"}


def is_pinned(setting: SettingView) -> bool:
    """Return whether a flag or the environment sets it, which the window cannot override."""
    return setting.source in ("flag", "environment")


def setting_name(name: str) -> str:
    """Return `Public URL` for `public_url`."""
    words = name.split("_")
    shown = [_WORDS.get(word, word) for word in words]
    return " ".join((shown[0] if shown[0] in _WORDS.values() else shown[0].capitalize(), *shown[1:]))


class SettingsModel(QAbstractTableModel):
    """A row per setting. change_requested carries name and new text; the new value shows after `set_rows`."""

    change_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SettingView, ...] = ()

    @property
    def rows(self) -> tuple[SettingView, ...]:
        return self._rows

    def set_rows(self, rows: tuple[SettingView, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if COLUMNS[index.column()] == "value" and not is_pinned(self._rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's QVariant
        if not index.isValid():
            return None
        setting, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(setting, column)
        if role == Qt.ItemDataRole.EditRole and column == "value":
            return setting.value
        if role == Qt.ItemDataRole.ToolTipRole:
            return setting.help
        if role == Qt.ItemDataRole.ForegroundRole and (column in ("source", "help") or is_pinned(setting)):
            return theme.current().colour("muted")
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: Qt's
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        setting = self._rows[index.row()]
        if str(value) != setting.value:
            self.change_requested.emit(setting.name, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        titles = (self.tr("Setting"), self.tr("Value"), self.tr("Set by"), self.tr("What it does"))
        return titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, setting: SettingView, column: Column) -> str:
        sources = {
            "flag": self.tr("command line, pinned"),
            "environment": self.tr("environment, pinned"),
            "file": self.tr("you"),
            "default": self.tr("default"),
        }
        texts = {
            "name": setting_name(setting.name),
            "value": setting.value,
            "source": sources[setting.source],
            "help": setting.help,
        }
        return texts[column]
