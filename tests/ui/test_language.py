"""Languages: every text has a translation with the same places to fill, and the window speaks the chosen one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui import format
from app.ui.pages.page import PageContext
from app.ui.pages.reports.overview import OverviewPage
from app.ui.process.language import LANGUAGES, Catalogue, Language, language_of
from app.ui.shell.sidebar import Sidebar
from app.ui.window_state import WindowState
from scripts.catalogues import FOLDER, needed, texts, translations, write
from tests.ui.real_server import Shop
from tests.ui.samples import MONTH, SITE
from tests.ui.screens import save_screen

CATALOGUES: tuple[Language, ...] = tuple(language for language in LANGUAGES if language != "en")
_PLACE = re.compile(r"%[1-9n]|[{][a-z_]*[}]")


@lru_cache
def forms_of(language: str) -> Mapping[tuple[str, str], int]:
    """Return the texts of the window that a language needs, and the number of their forms."""
    return needed(language, texts())


def places(text: str) -> list[str]:
    return sorted(_PLACE.findall(text))


@pytest.fixture(params=CATALOGUES)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """Speak a language for the time of a test."""
    catalogue, before = Catalogue(request.param), QLocale()
    qapp.installTranslator(catalogue)
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)
    qapp.removeTranslator(catalogue)
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_text_of_the_window_has_a_translation_in_each_form(name: str) -> None:
    known = translations(FOLDER / f"{name}.ts")
    missing = [text for text, count in forms_of(name).items() if len(known.get(text, ())) != count]
    assert missing == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_translation_has_the_places_of_its_text_and_no_text_is_gone(name: str) -> None:
    known = translations(FOLDER / f"{name}.ts")
    uneven = [form for (_, text), forms in known.items() for form in forms if places(text) != places(form)]
    assert uneven == []
    assert set(known) <= set(forms_of(name))


def test_a_catalogue_keeps_its_translations_when_texts_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "de.ts"
    rows = ("page", "%1 rows")
    write(
        path,
        {("page", "Sites <&>"): False, ("page", "Gone"): False, rows: True},
        {("page", "Sites <&>"): ("Websites <&>",), ("page", "Gone"): ("Weg",), rows: ("%1 Zeile", "%1 Zeilen")},
    )
    write(path, {("page", "Sites <&>"): False, ("dialog", "New"): False, rows: True}, translations(path))
    assert translations(path) == {("page", "Sites <&>"): ("Websites <&>",), rows: ("%1 Zeile", "%1 Zeilen")}
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")
    assert '<message numerus="yes">' in path.read_text(encoding="utf-8")


def test_the_number_chooses_the_form_of_a_text(qapp: QApplication, language: Language) -> None:
    forms = [QCoreApplication.translate("TablePanel", "%1 rows", None, number) for number in (0, 1, 2)]
    assert forms == {"de": ["%1 Zeilen", "%1 Zeile", "%1 Zeilen"], "ja": ["%1行"] * 3}[language]


def test_english_has_a_form_for_one(qapp: QApplication) -> None:
    forms = [QCoreApplication.translate("TablePanel", "%1 rows", None, number) for number in (0, 1, 2)]
    assert forms == ["%1 rows", "%1 row", "%1 rows"]


def test_texts_without_a_translation_stay_english(qapp: QApplication, language: Language) -> None:
    assert QCoreApplication.translate("pages", "Overview") != "Overview"
    assert QCoreApplication.translate("pages", "No such text") == "No such text"


def test_the_window_speaks_the_language(
    qtbot: QtBot, language: Language, shop: Shop, shop_context: PageContext
) -> None:
    page, sidebar = OverviewPage(shop_context), Sidebar()
    for part in (page, sidebar):
        qtbot.addWidget(part)
    sidebar.show_websites((SITE,), SITE)
    page.show()
    sidebar.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    texts_shown = {part.accessibleName() for part in sidebar.findChildren(QWidget)}
    assert QCoreApplication.translate("pages", "Overview") in texts_shown
    save_screen(page, f"overview-{language}", (1080, 1180))
    save_screen(page, f"overview-{language}-small", (830, 600))
    save_screen(sidebar, f"sidebar-{language}", (sidebar.width(), 700))


def test_countries_are_named_in_the_language(language: Language) -> None:
    assert format.country_name("DE") == {"de": "Deutschland", "ja": "ドイツ"}[language]


@pytest.mark.parametrize(("choice", "language"), [("de", "de"), ("ja", "ja"), ("en", "en")])
def test_a_chosen_language_wins_over_the_systems(choice: Language, language: Language) -> None:
    assert language_of(choice) == language


def test_a_system_whose_language_has_no_catalogue_gets_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("pt_BR"))
    assert language_of("system") == "en"
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_AT"))
    assert language_of("system") == "de"


def test_the_choice_is_kept_until_the_next_start(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    assert state.language == "system"
    state.language = "de"
    state.save()
    assert WindowState(tmp_path / "window.ini").language == "de"
