"""Menu bar, built from the tables of commands and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.api.tenants import TenantItem
from app.ui.commands import COMMANDS, menu_title, page_key, preset_keys
from app.ui.pages_table import PAGES
from app.ui.process.language import LANGUAGES, LanguageChoice
from app.ui.style.dress import dress
from app.ui.style.theme import Mode
from app.ui.translation import translator

_tr = translator("menus")

C = TypeVar("C", bound=str)
_MENUS = ("file", "view", "range", "server", "help")


class Menus:
    """Builder of the menu bar of `window`, and holder of its actions. handlers: by name of the command."""

    def __init__(
        self,
        window: QMainWindow,
        handlers: Mapping[str, Callable[[], object]],
        on_page: Callable[[str], object],
        on_preset: Callable[[str], object],
        on_theme: Callable[[Mode], object],
        on_language: Callable[[LanguageChoice], object],
    ) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._menus = {name: window.menuBar().addMenu(menu_title(name)) for name in _MENUS}
        dress(window.menuBar())
        self._add_pages(on_page)
        self._add_presets(on_preset)
        for command in COMMANDS:
            menu = self._menus[command.menu]
            if command.starts_group:
                menu.addSeparator()
            action = self._add(menu, command.name, command.text(), handlers[command.name])
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setCheckable(command.is_switch)
        self._tenants = self._menus["server"].addMenu(_tr("Tenant"))
        self._tenants.setObjectName("tenants")
        self._tenants.menuAction().setVisible(False)
        self._menus["view"].addSeparator()
        themes: tuple[tuple[Mode, str], ...] = (
            ("system", _tr("System")),
            ("dark", _tr("Dark")),
            ("light", _tr("Light")),
        )
        self._add_choices(_tr("Theme"), "theme", themes, on_theme)
        languages: tuple[tuple[LanguageChoice, str], ...] = (("system", _tr("System")), *LANGUAGES.items())
        self._add_choices(_tr("Language"), "language", languages, on_language)

    def set_enabled(self, names: tuple[str, ...], is_enabled: bool) -> None:
        for name in names:
            self._actions[name].setEnabled(is_enabled)

    def is_enabled(self, name: str) -> bool:
        return self._actions[name].isEnabled()

    def show_switch(self, name: str, *, is_on: bool) -> None:
        """Show whether a command that is a switch is on."""
        self._actions[name].setChecked(is_on)

    def is_checked(self, name: str) -> bool:
        return self._actions[name].isChecked()

    def offer(self, name: str, *, is_offered: bool) -> None:
        """Show a command in the menu, or take it out where it does not exist: on this system, or this server."""
        self._actions[name].setVisible(is_offered)
        self._actions[name].setEnabled(is_offered)

    def show_tenants(self, tenants: Sequence[TenantItem], on_tenant: Callable[[str], object]) -> None:
        """Offer the tenants of the person who is signed in, the current one checked. One alone is no choice."""

        def choose(tenant: TenantItem, action: QAction) -> None:
            action.setChecked(tenant.is_current)  # the other one is checked once the server has agreed
            on_tenant(tenant.id)

        self._tenants.clear()
        for tenant in tenants:
            action = self._tenants.addAction(tenant.name.replace("&", "&&"))
            action.setObjectName(f"tenant_{tenant.id}")
            action.setCheckable(True)
            action.setChecked(tenant.is_current)
            action.triggered.connect(partial(choose, tenant, action))
        self._tenants.menuAction().setVisible(len(tenants) > 1)

    def choose(self, name: str) -> None:
        """Trigger the action of an entry."""
        self._actions[name].trigger()

    def show_theme(self, mode: Mode) -> None:
        self._actions[f"theme_{mode}"].setChecked(True)

    def show_language(self, choice: LanguageChoice) -> None:
        self._actions[f"language_{choice}"].setChecked(True)

    def show_preset(self, shown: str) -> None:
        """Check the preset that is shown; none for custom dates."""
        for _, preset, _ in preset_keys():
            self._actions[f"range_{preset}"].setChecked(preset == shown)

    def _add(self, menu: QMenu, name: str, text: str, handler: Callable[[], object]) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.triggered.connect(lambda: handler())
        menu.addAction(action)
        self._actions[name] = action
        return action

    def _add_pages(self, on_page: Callable[[str], object]) -> None:
        for at, page in enumerate(PAGES):
            action = self._add(self._menus["view"], f"page_{page.key}", page.title(), partial(on_page, page.key))
            action.setShortcut(QKeySequence(page_key(at)))
        self._menus["view"].addSeparator()

    def _add_presets(self, on_preset: Callable[[str], object]) -> None:
        menu = self._menus["range"]
        for key, preset, name in preset_keys():
            action = self._add(menu, f"range_{preset}", name, partial(on_preset, preset))
            action.setShortcut(QKeySequence(key))
            action.setCheckable(True)
        menu.addSeparator()

    def _add_choices(
        self, title: str, name: str, choices: Iterable[tuple[C, str]], on_choice: Callable[[C], object]
    ) -> None:
        """Add a menu below View of which one entry is checked."""
        menu = self._menus["view"].addMenu(title)
        group = QActionGroup(self._window)
        for value, text in choices:
            action = self._add(menu, f"{name}_{value}", text, partial(on_choice, value))
            action.setCheckable(True)
            group.addAction(action)
