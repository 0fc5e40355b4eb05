"""Annotation form: a day, or a time of it, and a text."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from app.api.client import ApiClient
from app.domain.items.annotations import MAX_TEXT_LENGTH, Annotation, AnnotationChange, NewAnnotation
from app.domain.reports.results import SeriesAnnotation
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line
from app.ui.widgets.parts import padded

_tr = translator("AnnotationForm")

EDITOR_WIDTH = 460


class AnnotationForm(Form):
    """Fields of an annotation. day: shown at first."""

    def __init__(self, day: date, annotation: Annotation | SeriesAnnotation | None = None) -> None:
        super().__init__("annotation")
        self._text = line("annotation_text", _tr("Text"), _tr("Newsletter sent"))
        self._text.setMaxLength(MAX_TEXT_LENGTH)
        self._day = padded(QDateEdit(QDate(day.year, day.month, day.day)))
        self._day.setObjectName("annotation_day")
        self._day.setAccessibleName(_tr("Day"))
        self._day.setCalendarPopup(True)
        self._time = line("annotation_time", _tr("Time"), "14:30")
        self.add("text", self._text)
        self.add("date", self._day)
        self.add("time", self._time, _tr("Empty for the whole day"), also=("timezone",))
        if annotation is not None:
            self._text.setText(annotation.text)
            self._day.setDate(QDate(annotation.date.year, annotation.date.month, annotation.date.day))
            self._time.setText(annotation.time or "")

    def problems(self) -> Mapping[str, str]:
        return {} if self._text.text().strip() else {"text": _tr("Enter a text.")}

    def new_annotation(self) -> NewAnnotation:
        return NewAnnotation(self._date(), self._text.text().strip(), self._time.text().strip() or None)

    def change(self) -> AnnotationChange:
        return AnnotationChange(self._date(), self._text.text().strip(), self._time.text().strip() or None)

    def _date(self) -> str:
        day = self._day.date()
        return date(day.year(), day.month(), day.day()).isoformat()


def save_annotation(
    client: ApiClient, website_id: str, annotation: Annotation | SeriesAnnotation | None, form: AnnotationForm
) -> Coroutine[Any, Any, Annotation]:
    """Return the call that changes an annotation by the values in a form, or adds a new one."""
    if annotation is None:
        return client.add_annotation(website_id, form.new_annotation())
    return client.change_annotation(website_id, annotation.id, form.change())
