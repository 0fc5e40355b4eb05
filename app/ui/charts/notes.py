"""Annotations of a chart: their texts by bucket, and the entries of a menu about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from app.domain.reports.results import SeriesAnnotation
from app.ui.texts import plain_tip
from app.ui.translation import translator

_tr = translator("notes")

_SHORT = 60  # letters of a text in a menu
Act = Callable[[SeriesAnnotation], object]


class Notes:
    """The annotations of a series."""

    def __init__(self) -> None:
        self._by_bucket: dict[str, list[SeriesAnnotation]] = {}

    def set(self, annotations: Sequence[SeriesAnnotation]) -> None:
        self._by_bucket = {}
        for one in annotations:
            self._by_bucket.setdefault(one.bucket, []).append(one)

    def of(self, bucket: str) -> Sequence[SeriesAnnotation]:
        """Return the annotations of a bucket, by its label."""
        return self._by_bucket.get(bucket, ())

    def texts(self, bucket: str) -> list[str]:
        return [_text(one) for one in self.of(bucket)]


def add_entries(menu: QMenu, annotations: Sequence[SeriesAnnotation], edit: Act, remove: Act) -> None:
    """Add each annotation to a menu: its text, and what can be done with it."""
    menu.setToolTipsVisible(True)
    for one in annotations:
        text = _text(one)
        short = text if len(text) <= _SHORT else f"{text[:_SHORT]}\N{HORIZONTAL ELLIPSIS}"
        title = menu.addAction(short.replace("&", "&&"))
        title.setToolTip(plain_tip(text))
        title.setEnabled(False)
        menu.addAction(_tr("Edit annotation\N{HORIZONTAL ELLIPSIS}"), partial(edit, one))
        menu.addAction(_tr("Delete annotation"), partial(remove, one))
        menu.addSeparator()


def _text(annotation: SeriesAnnotation) -> str:
    return f"{annotation.time} {annotation.text}" if annotation.time else annotation.text
