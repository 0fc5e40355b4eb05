"""Texts of a module in the language of the window."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtCore import QCoreApplication

_MARK = re.compile(r"%[1-9]")


class Translate(Protocol):
    """Function that translates a text. n: a number that chooses its form."""

    def __call__(self, text: str, n: int = -1) -> str: ...


def translator(context: str) -> Translate:
    """Return the `_tr` of a module, which is called when a text is shown: a language may be loaded later."""

    def translate(text: str, n: int = -1) -> str:
        return QCoreApplication.translate(context, text, None, n)

    return translate


def filled(text: str, *facts: str) -> str:
    """Return a text with `%1`, `%2` and so on replaced. A fact may contain such signs itself: it stays as it is."""
    marks = {f"%{number}": fact for number, fact in enumerate(facts, 1)}
    return _MARK.sub(lambda mark: marks.get(mark[0], mark[0]), text)
