"""Language of the window: the user's choice or the system's, its catalogue of texts, and its locale."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.resources import resource_path

Language = Literal["en", "de", "ja"]
LanguageChoice = Literal["system", "en", "de", "ja"]
LANGUAGES: dict[Language, str] = {"en": "English", "de": "Deutsch", "ja": "日本語"}


class Catalogue(QTranslator):
    """Texts of one language, read from `resources/languages/<language>.ts`, the file that translators edit."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._texts: dict[tuple[str, str], str] = {}
        root = ElementTree.parse(resource_path(f"languages/{language}.ts")).getroot()
        for context in root.iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.findtext("translation", "")
                if translation:
                    self._texts[name, message.findtext("source", "")] = translation

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # None, a missing text, is a null string for Qt
        return self._texts.get((context, source))


def language_of(choice: LanguageChoice) -> Language:
    """Return the language of a choice: for `system` the first of the user's languages that has a catalogue."""
    if choice != "system":
        return choice
    for name in QLocale.system().uiLanguages():
        for language in LANGUAGES:
            if name.partition("-")[0] == language:
                return language
    return "en"


def speak(app: QApplication, choice: LanguageChoice) -> None:
    """Set the texts, the locale and the direction of the program, before its window is made."""
    language = language_of(choice)
    if choice != "system":
        own = QLocale.system()
        QLocale.setDefault(own if own.name().startswith(language) else QLocale(language))
    qt_texts = QTranslator(app)
    if qt_texts.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt_texts)
    if language != "en":
        catalogue = Catalogue(language)
        catalogue.setParent(app)
        app.installTranslator(catalogue)
    app.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
