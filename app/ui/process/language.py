"""Language of the window: the user's choice or the system's, its catalogue of texts, and its locale."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree

from babel import Locale
from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.resources import resource_path

Language = Literal["en", "de", "ja"]
LanguageChoice = Literal["system", "en", "de", "ja"]
_KINDS = ("zero", "one", "two", "few", "many", "other")  # of numbers; Qt's order of their forms is that of CLDR
LANGUAGES: dict[Language, str] = {"en": "English", "de": "Deutsch", "ja": "日本語"}


class Catalogue(QTranslator):
    """Texts of one language, read from `resources/languages/<language>.ts`, the file that translators edit.

    Texts about a number have a form for each kind of number that the language knows. English has a catalogue for these.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._texts: dict[tuple[str, str], tuple[str, ...]] = {}
        plural = Locale.parse(language).plural_form
        self._kind_of = plural
        self._kinds = [kind for kind in _KINDS if kind in plural.tags or kind == "other"]
        root = ElementTree.parse(resource_path(f"languages/{language}.ts")).getroot()
        for context in root.iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                if all(forms := _forms(message)):
                    self._texts[name, message.findtext("source", "")] = forms

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # None, a missing text, is a null string for Qt
        forms = self._texts.get((context, source))
        if forms is None or len(forms) == 1:
            return forms[0] if forms is not None else None
        return forms[min(self._kinds.index(self._kind_of(n)), len(forms) - 1)]


def _forms(message: ElementTree.Element) -> tuple[str, ...]:
    """Return the forms of a translation, in the order of `_KINDS`; a blank one without a translation."""
    counted = message.findall("translation/numerusform")
    return tuple(form.text or "" for form in counted) or (message.findtext("translation", ""),)


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
    for name in dict.fromkeys(("en", language)):  # the last one is asked first
        catalogue = Catalogue(name)
        catalogue.setParent(app)
        app.installTranslator(catalogue)
    app.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
