"""Annotations from the chart of a page: adding, editing, and deleting with a way back."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.domain.annotations import NewAnnotation
from app.domain.errors import AppError
from app.domain.reports.results import SeriesAnnotation
from app.ui.pages.page import WindowPage
from app.ui.pages.records.annotation_form import EDITOR_WIDTH, AnnotationForm, save_annotation
from app.ui.pages.records.record_dialog import RecordDialog
from app.ui.widgets.toast import UndoOffer


def _tr(text: str) -> str:
    return QCoreApplication.translate("report_page", text)


def edit_annotation(page: WindowPage, about: date | SeriesAnnotation) -> None:
    """Open the editor of an annotation, or of a new one on a day."""
    if page.site is None:
        return
    known = about if isinstance(about, SeriesAnnotation) else None
    form = AnnotationForm(about, None) if isinstance(about, date) else AnnotationForm(about.date, about)
    title = _tr("New annotation") if known is None else _tr("Edit annotation")
    save = partial(save_annotation, page.client, page.site.id, known, form)
    dialog = RecordDialog(page.bridge, form, save, title, EDITOR_WIDTH, page)
    dialog.saved.connect(page.refresh)
    dialog.open()


def remove_annotation(page: WindowPage, annotation: SeriesAnnotation) -> None:
    """Delete an annotation, and offer to add it again."""
    if page.site is None:
        return
    site_id = page.site.id
    again = NewAnnotation(annotation.date.isoformat(), annotation.text, annotation.time, annotation.timezone)

    def failed(error: AppError) -> None:
        page.notice.emit(error.message)

    def undo() -> None:
        page.bridge.run(page.client.add_annotation(site_id, again), lambda _: page.refresh(), failed)

    def removed(_: None) -> None:
        page.refresh()
        page.undo_offered.emit(UndoOffer(_tr("The annotation has been deleted"), undo, lambda: None))

    page.bridge.run(page.client.delete_annotation(site_id, annotation.id), removed, failed)
