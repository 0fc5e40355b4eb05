"""Annotations from the chart of a page: adding, editing, and deleting with a way back.

A deleted annotation leaves the page at once and the server only when the time to undo it has passed, as records do
(see `pages.records.records_page`): undo brings back the very annotation, and none is lost when the program ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from app.domain.errors import AppError
from app.domain.reports.results import SeriesAnnotation
from app.ui.pages.page import WindowPage
from app.ui.pages.records.annotation_form import EDITOR_WIDTH, AnnotationForm, save_annotation
from app.ui.pages.records.record_dialog import RecordDialog
from app.ui.translation import translator
from app.ui.widgets.toast import UndoOffer

_tr = translator("report_page")


class Annotating:
    """Editor of the annotations of a page."""

    def __init__(self, page: WindowPage) -> None:
        self._page = page

    def shown(self, annotations: Sequence[SeriesAnnotation]) -> tuple[SeriesAnnotation, ...]:
        """Return the annotations without those that were deleted a moment ago."""
        return self._page.leaving.without(annotations)

    def edit(self, about: date | SeriesAnnotation) -> None:
        """Open the editor of an annotation, or of a new one on a day."""
        page = self._page
        if page.site is None or self._is_refused():
            return
        known = about if isinstance(about, SeriesAnnotation) else None
        form = AnnotationForm(about, None) if isinstance(about, date) else AnnotationForm(about.date, about)
        title = _tr("New annotation") if known is None else _tr("Edit annotation")
        save = partial(save_annotation, page.client, page.site.id, known, form)
        dialog = RecordDialog(page.bridge, form, save, title, EDITOR_WIDTH, page)
        dialog.saved.connect(page.refresh)
        dialog.open()

    def remove(self, annotation: SeriesAnnotation) -> None:
        """Take an annotation off the page, and offer to bring it back."""
        page = self._page
        if page.site is None or self._is_refused():
            return
        page.leaving.add(annotation.id)
        undo = partial(page.leaving.discard, annotation.id)
        passed = partial(self._delete, page.client.base_url, page.site.id, annotation.id)
        page.undo_offered.emit(UndoOffer(_tr("The annotation has been deleted"), undo, passed))

    def _is_refused(self) -> bool:
        """Say so when the role of the person allows no changes."""
        if not self._page.link.can_manage:
            self._page.show_failure(AppError("forbidden", _tr("Your role does not allow this.")))
        return not self._page.link.can_manage

    def _delete(self, url: str, website_id: str, annotation_id: str) -> None:
        """Delete an annotation for good, unless the window has left the server at `url`: then it stays."""
        page = self._page
        if page.client.base_url == url:
            call = page.client.delete_annotation(website_id, annotation_id)
            page.bridge.run(call, _ignore, partial(self._on_not_deleted, annotation_id))

    def _on_not_deleted(self, annotation_id: str, error: AppError) -> None:
        self._page.show_failure(error)
        self._page.leaving.discard(annotation_id)


def _ignore(_: None) -> None:
    """Leave the page as it is: the annotation has long left it."""
