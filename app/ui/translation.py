"""Texts of a module in the language of the window."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication


class Translate(Protocol):
    """Function that translates a text. n: a number that chooses its form."""

    def __call__(self, text: str, n: int = -1) -> str: ...


def translator(context: str) -> Translate:
    """Return the `_tr` of a module, which is called when a text is shown: a language may be loaded later."""

    def translate(text: str, n: int = -1) -> str:
        return QCoreApplication.translate(context, text, None, n)

    return translate
