"""Dialog that applies rules and policy to stored events: what that would move, its progress, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from app.api.bots import RecomputeBody, RecomputePreviewReply, RecomputeReply
from app.api.client import ApiClient
from app.domain.bot_recompute import ACTIVE, MAX_DAYS, Moved
from app.domain.errors import AppError
from app.ui import format
from app.ui.bridge import Bridge
from app.ui.texts import sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.forms import FormError
from app.ui.widgets.parts import button, column, label, paragraph, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.windows.fitted_dialog import FittedDialog

_tr = translator("RecomputeDialog")

_WIDTH = 560
_STEPS = 1_000
_ASK_AGAIN_MS = 300
_WEEK = 7


class RecomputeDialog(FittedDialog):
    """Previews, starts, follows, cancels and undoes the recompute of a website."""

    def __init__(
        self, bridge: Bridge, client: ApiClient, website_id: str, now: Callable[[], datetime], parent: QWidget | None
    ) -> None:
        super().__init__("recompute_dialog", _WIDTH, parent)
        self._bridge, self._client, self._website_id, self._now = bridge, client, website_id, now
        self._job: RecomputeReply | None = None
        self._asked = 0  # previews: a late one of other days is passed over
        self.setWindowTitle(_tr("Apply to stored events"))
        about = _tr(
            "Rules and policy apply to new events. Here you apply them to those that are stored. Rules about addresses "
            "cannot be applied to these, since no address is stored."
        )
        texts = ((str(days), _tr("Last %1 days", days).replace("%1", str(days))) for days in (_WEEK, MAX_DAYS))
        self._days = SegmentedControl(tuple(texts), "recompute_days", _tr("Days"))
        self._days.chosen.connect(self._preview)
        self._text: QLabel = paragraph("", "", "recompute_text")
        self._error = FormError("recompute_error")
        self._close: QPushButton = button(_tr("Close"), "recompute_close", self.reject)
        self._undo: QPushButton = button(_tr("Undo the last time"), "recompute_undo", self._on_undo)
        self._apply: QPushButton = button(_tr("Apply"), "recompute_apply", self._on_apply, role="primary")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AGAIN_MS)
        self._timer.timeout.connect(self._ask_again)
        parts = (paragraph(about, "muted"), self._days, self._text, self._progress(), self._error)
        self.setLayout(column(*parts, row(self._undo, None, self._close, self._apply), gap=4, margins=5))
        for push in self.findChildren(QPushButton):
            push.setAutoDefault(False)
        self._show_state()
        self._preview()
        self._call(self._client.list_recomputes(website_id), self._on_jobs)

    def _progress(self) -> QWidget:
        """Return the line of a job that goes on."""
        self._bar = QProgressBar()
        self._bar.setObjectName("recompute_progress")
        self._bar.setAccessibleName(_tr("Progress"))
        self._bar.setTextVisible(False)
        self._count: QLabel = label("", "caption", "recompute_count")
        self._cancel: QPushButton = button(_tr("Cancel"), "recompute_cancel", self._on_cancel)
        self._busy = QWidget()
        line = row(self._bar, self._count, self._cancel)
        line.setStretch(0, 1)
        self._busy.setLayout(line)
        return self._busy

    @property
    def is_active(self) -> bool:
        """True while a job goes on."""
        return self._job is not None and self._job.status in ACTIVE

    def _call(self, coro: Coroutine[Any, Any, Any], then: Callable[[Any], None]) -> None:  # Any: replies of many types
        self._bridge.run(coro, then, self._on_failed)

    def _preview(self) -> None:
        self._asked += 1
        asked = self._asked
        self._apply.setEnabled(False)
        self._text.setText(_tr("Counting\N{HORIZONTAL ELLIPSIS}"))

        async def preview() -> tuple[int, RecomputePreviewReply]:
            return asked, await self._client.preview_recompute(self._website_id, *self._range())

        self._call(preview(), self._on_preview)

    def _range(self) -> tuple[str, str]:
        """Return the first and the last day that are chosen, of UTC."""
        last = self._now().astimezone(UTC).date()
        return (last - timedelta(days=int(self._days.value) - 1)).isoformat(), last.isoformat()

    def _on_preview(self, reply: tuple[int, RecomputePreviewReply]) -> None:
        asked, preview = reply
        if asked == self._asked and not self.is_active:
            self._text.setText(preview_text(preview))
            self._apply.setEnabled(preview.to_bots.events + preview.to_people.events > 0)

    def _on_apply(self) -> None:
        self._apply.setEnabled(False)
        self._error.show_text("")
        self._bridge.run(self._started(), self._on_job, self._on_not_started)

    async def _started(self) -> RecomputeReply:
        job = await self._client.start_recompute(self._website_id, RecomputeBody(*self._range()))
        return await self._client.recompute(self._website_id, job.job_id)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._cancel.setEnabled(False)
            self._call(self._client.cancel_recompute(self._website_id, self._job.job_id), self._on_job)

    def _on_undo(self) -> None:
        if self._job is not None:
            self._asked += 1
            self._undo.setEnabled(False)
            self._error.show_text("")
            self._call(self._client.undo_recompute(self._website_id, self._job.job_id), self._on_job)

    def _on_jobs(self, jobs: tuple[RecomputeReply, ...]) -> None:
        """Go on with the last job: someone may have closed the dialog before it had ended."""
        if jobs and self._job is None:
            self._job = jobs[0]
            self._show_state()

    def _ask_again(self) -> None:
        if self._job is not None:
            self._call(self._client.recompute(self._website_id, self._job.job_id), self._on_job)

    def _on_job(self, job: RecomputeReply) -> None:
        self._job = job
        if job.status == "failed":
            self._error.show_text(job.error_message or "")
        self._show_state()
        if not self.is_active:
            self._text.setText(ended_text(job))
            self._cancel.setEnabled(True)

    def _on_not_started(self, error: AppError) -> None:
        self._error.show_text(sentence_of(error))
        self._apply.setEnabled(True)

    def _on_failed(self, error: AppError) -> None:
        self._error.show_text(sentence_of(error))
        self._text.setText("")
        self._show_state()

    def _show_state(self) -> None:
        job, is_active = self._job, self.is_active
        self._busy.setVisible(is_active)
        self._days.setEnabled(not is_active)
        self._undo.setVisible(job is not None and job.can_undo and not is_active)
        self._undo.setEnabled(True)
        if job is None or not is_active:
            return
        self._apply.setEnabled(False)
        self._cancel.setVisible(job.status != "undoing")
        self._bar.setRange(0, _STEPS if job.events else 0)
        self._bar.setValue(round(job.done / job.events * _STEPS) if job.events else 0)
        self._count.setText(filled(_tr("%1 of %2"), format.exact(job.done), format.exact(job.events)))
        going_on = _tr("Giving back what was there before\N{HORIZONTAL ELLIPSIS}")
        self._text.setText(going_on if job.status == "undoing" else _tr("Applying\N{HORIZONTAL ELLIPSIS}"))
        self._timer.start()


def preview_text(preview: RecomputePreviewReply) -> str:
    """Return what a recompute would do, in sentences."""
    if not preview.events:
        return _tr("There are no events on these days.")
    texts = [_to_bots(preview.to_bots), _to_people(preview.to_people)]
    return " ".join(filter(None, texts)) or _tr("Nothing would change.")


def ended_text(job: RecomputeReply) -> str:
    """Return how a job has ended."""
    if job.status == "success":
        return _tr("Done. The reports count by these rules now.")
    if job.status in ("undone", "cancelled"):
        return _tr("Every event is as it was before.")
    return ""


def _to_bots(moved: Moved) -> str:
    if moved.pageviews:
        text, number = _tr("%1 page views would count as those of bots.", moved.pageviews), moved.pageviews
    else:
        text, number = _tr("%1 events would count as those of bots.", moved.events), moved.events
    return text.replace("%1", format.exact(number)) if number else ""


def _to_people(moved: Moved) -> str:
    if moved.pageviews:
        text, number = _tr("%1 page views would count as those of people.", moved.pageviews), moved.pageviews
    else:
        text, number = _tr("%1 events would count as those of people.", moved.events), moved.events
    return text.replace("%1", format.exact(number)) if number else ""
