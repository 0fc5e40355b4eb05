"""Row of a setting: its name and effect at the left, its editor and the way back to the default at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.server_control import SettingView
from app.ui.models.settings import (
    ENVIRONMENT_PREFIX,
    group_title,
    is_changed,
    is_pinned,
    setting_title,
    text_of,
    value_text,
)
from app.ui.pages.server.setting_editors import editor_of, written
from app.ui.style import theme
from app.ui.style.tones import Tone
from app.ui.texts import plain_tip
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import column, follow_text, icon_button, label, paragraph, row, set_tone

_EDITOR_WIDTH = 300


class _Row(QWidget):
    """A setting that a search may name. variable: sets it in the environment."""

    def __init__(self, setting: SettingView) -> None:
        super().__init__()
        self.setObjectName(f"setting_row_{setting.name}")
        self._setting = setting
        self._words = _words(setting)
        self.effect = text_of(setting).effect()
        self.variable = f"{ENVIRONMENT_PREFIX}{setting.name.upper()}"

    def matches(self, search: str, *, only_changed: bool) -> bool:
        """Return whether the setting has every word of the search in its name, its effect or its group."""
        is_meant = all(word in self._words for word in search.casefold().split())
        return is_meant and (is_changed(self._setting) or not only_changed)


class SettingRow(_Row):
    """A setting that can be changed. change_requested: carries its name and the text; blank restores the default."""

    change_requested = Signal(str, str)

    def __init__(self, setting: SettingView) -> None:
        super().__init__(setting)
        name, title = setting.name, setting_title(setting.name)
        self._sent: str | None = None  # while a change is being written
        self._editor = editor_of(setting)
        self._editor.committed.connect(self._on_committed)
        follow_text(self._editor, lambda: self._editor.setFixedWidth(theme.current().sized(_EDITOR_WIDTH)))
        caption = label(title, "", f"setting_{name}_title")
        caption.setBuddy(self._editor.field)
        self._badge = label("", "badge", f"setting_{name}_badge")
        self._badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._editor.field.setAccessibleDescription(self.effect)
        self._default = paragraph("", "caption", f"setting_{name}_default")
        restore = self.tr("Restore the default of “%1”").replace("%1", title)
        self._reset = icon_button("undo", restore, f"setting_{name}_reset", self._on_reset, role="bordered")
        keep = self._reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # the editors stay one below the other
        self._reset.setSizePolicy(keep)
        self._error = FormError(f"setting_{name}_error", role="caption")
        self._error.watch(self._editor)
        left = column(
            row(caption, self._badge, None), paragraph(self.effect, "muted"), self._default, self._error, gap=1
        )
        whole = row(left, self._editor, self._reset, gap=3)
        whole.setStretch(0, 1)
        for part in (self._editor, self._reset):
            whole.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self.setToolTip(plain_tip(f"{name} \N{MIDDLE DOT} {self.variable}"))
        self.show_setting(setting, is_waiting=False)

    def show_setting(self, setting: SettingView, *, is_waiting: bool) -> None:
        """Show value and origin. is_waiting: the running server still uses another value."""
        if setting.value != self._setting.value or setting.source != self._setting.source:
            self._editor.show_setting(setting)
        self._setting, self._sent = setting, None
        pinned = is_pinned(setting)
        self._editor.setEnabled(not pinned)
        self._reset.setVisible(is_changed(setting) and not pinned)
        badge, tone = self._mark(is_waiting=is_waiting)
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))
        set_tone(self._badge, tone)
        self._default.setText(self._note())
        self._default.setVisible(bool(self._default.text()))

    def show_error(self, sentence: str) -> None:
        """Show why the value was refused. What was typed stays."""
        self._sent = None
        self._error.show_text(sentence)

    def _mark(self, *, is_waiting: bool) -> tuple[str, Tone]:
        if is_waiting:
            return self.tr("After a restart"), "warning"
        if self._setting.source in ("flag", "environment"):
            return self.tr("Pinned"), "flat"
        return (self.tr("Changed"), "second") if is_changed(self._setting) else ("", "")

    def _note(self) -> str:
        """Return the default, and where the value is set when that is not here."""
        setting, parts = self._setting, []
        default = value_text(setting, setting.default)
        if default:
            parts.append(self.tr("Default: %1").replace("%1", default))
        if setting.source == "flag":
            parts.append(self.tr("Set on the command line, which the window cannot override."))
        elif setting.source == "environment":
            parts.append(self.tr("Set by %1, which the window cannot override.").replace("%1", self.variable))
        return " \N{MIDDLE DOT} ".join(parts)

    def _on_committed(self, text: str) -> None:
        if text not in (written(self._setting), self._sent):
            self._change(text)

    def _on_reset(self) -> None:
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
        self._change("")

    def _change(self, text: str) -> None:
        self._sent = text
        self._error.show_text("")
        self.change_requested.emit(self._setting.name, text)


class OutsideRow(_Row):
    """A setting that can be set only where the server is started. Secrets have no value here."""

    def __init__(self, setting: SettingView) -> None:
        super().__init__(setting)
        name = setting.name
        unknown = self.tr("Set, but never shown") if is_changed(setting) else self.tr("Not set")
        value = paragraph(value_text(setting, setting.value) or unknown, "", f"setting_{name}")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where = self.tr("By %1").replace("%1", self.variable)
        left = column(label(setting_title(name)), paragraph(self.effect, "muted"), paragraph(where, "caption"), gap=1)
        whole = row(left, value, gap=3)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        whole.setAlignment(value, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)


def _words(setting: SettingView) -> str:
    """Return everything that a search may name."""
    text = text_of(setting)
    texts = [setting.name, f"{ENVIRONMENT_PREFIX}{setting.name}", setting.help, text.title(), text.effect()]
    choices = [choice() for choice in (text.choices or {}).values()]
    return " ".join((*texts, group_title(text.group), *choices)).casefold()
