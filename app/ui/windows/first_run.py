"""First run: name a site, paste the snippet, watch the first visit arrive. Three steps on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QScrollArea, QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.live import ArrivedEvent, ArrivedEvents
from app.ui.bridge import Bridge
from app.ui.models.live_events import row_of
from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.theme import SPACE
from app.ui.texts import sample_offer, sample_progress
from app.ui.translation import filled
from app.ui.widgets.parts import button, column, follow_text, frame, label, paragraph, row, set_tone
from app.ui.widgets.themed_icon import ThemedIcon
from app.ui.windows.site_form import SiteForm
from app.ui.windows.snippet_view import SnippetView

_LOGO = 11 * SPACE  # pixels at a scale of 1
_WIDTH, _MOST_WIDTH = 600, 840  # pixels: at a scale of 1; in the smallest window


class FirstRun(QWidget):
    """Guides to the first site. website_added: a site exists now; finished: show the dashboard. Both carry it.

    left: show the websites that are there, none of which was added here.
    """

    website_added = Signal(object)
    finished = Signal(object)
    left = Signal()

    def __init__(self, bridge: Bridge, client: ApiClient, server_url: str) -> None:
        super().__init__()
        dress(self)
        self.setObjectName("first_run")
        self.setProperty("role", "page")
        self._bridge, self._client, self._server_url = bridge, client, server_url
        self._website: WebsiteReply | None = None
        self._marks = _StepMarks((self.tr("Your site"), self.tr("Snippet"), self.tr("First visit")))
        self._form = SiteForm()
        self._form.submitted.connect(self._add)
        self._snippet = SnippetView()
        self._check = _LiveCheck()
        self._check.finish_requested.connect(self._finish)
        self._focused = (self._form, self._snippet, self._check)
        self._steps = (self._site_step(), self._snippet_step(), self._check_step())
        self._leave_button: QPushButton = button(
            self.tr("Go to the dashboard"), "first_run_leave", self._leave, role="link"
        )
        self._leave_button.hide()
        head = row(self._marks, self._leave_button)
        card = frame("card", "first_run_card", column(head, *self._steps, gap=5, margins=6))
        follow_text(card, lambda: card.setFixedWidth(min(theme.current().sized(_WIDTH), _MOST_WIDTH)))
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(column(None, row(None, card, None), None, margins=4))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        self.setLayout(column(area))
        bridge.events_arrived.connect(self._on_arrived)
        self._step = 0
        self._has_arrived = False
        self._show_step(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focused[self._step].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._leave_button.isHidden():
            self._leave()
        else:
            super().keyPressEvent(event)

    def show_way_out(self, has_sites: bool) -> None:
        """Offer to leave while there are websites, whoever added them."""
        self._leave_button.setVisible(has_sites or self._website is not None)

    def _leave(self) -> None:
        if self._website is not None:
            self._finish()
        else:
            self.left.emit()

    def _site_step(self) -> QWidget:
        self._add_button: QPushButton = button(self.tr("Continue"), "first_run_add", self._add, role="primary")
        self._sample_button: QPushButton = button(
            sample_offer(), "first_run_sample", self._add_sample, icon_name="flask"
        )
        self._progress: QLabel = paragraph("", "muted", "first_run_progress")
        self._progress.hide()
        intro = self.tr("Which site do you want to measure? Your data stays on your own server.")
        step = _step(
            self.tr("Welcome to Sparklytics"),
            intro,
            self._form,
            self._progress,
            buttons=row(self._sample_button, None, self._add_button),
        )
        logo = ThemedIcon("logo")
        follow_text(logo, lambda: logo.setFixedSize(*(theme.current().sized(_LOGO),) * 2))
        whole = QWidget()
        whole.setLayout(column(row(logo, None), step, gap=3))
        return whole

    def _snippet_step(self) -> QWidget:
        onward = button(self.tr("I have pasted it"), "first_run_next", lambda: self._show_step(2))
        self._snippet.copied.connect(lambda: _make_primary(onward))
        return _step(
            self.tr("Add this to your pages"),
            self.tr("The script is small, sets no cookies and does not slow your pages down."),
            self._snippet,
            buttons=row(None, onward),
        )

    def _check_step(self) -> QWidget:
        self._open_button: QPushButton = button(self.tr("Open dashboard"), "first_run_open", self._finish)
        back = button(self.tr("Back to the snippet"), "first_run_back", lambda: self._show_step(1))
        return _step(
            self.tr("Now visit your site"),
            self.tr("Open any page with the snippet. The visit appears here within seconds."),
            self._check,
            buttons=row(back, None, self._open_button),
        )

    def _show_step(self, at: int) -> None:
        self._step = at
        for number, step in enumerate(self._steps):
            step.setVisible(number == at)
        self._marks.show_step(at)
        self._focused[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if self._add_button.isEnabled():
            self._form.clear_errors()
            self._set_busy("")
            self._bridge.run(self._client.add_website(self._form.new_website()), self._on_added, self._on_failed)

    def _add_sample(self) -> None:
        self._form.clear_errors()
        self._set_busy(sample_progress())
        self._bridge.run(self._client.add_sample_website(), self._on_sample_added, self._on_failed)

    def _set_busy(self, progress: str | None) -> None:
        """Disable the form while a request runs. progress: text to show meanwhile; None enables the form again."""
        if progress is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # otherwise it moves to the next enabled button
        for widget in (self._add_button, self._sample_button, self._form):
            widget.setEnabled(progress is None)
        self._progress.setText(progress or "")
        self._progress.setVisible(bool(progress))

    def _finish(self) -> None:
        self.finished.emit(self._website)

    @Slot(object)
    def _on_added(self, website: WebsiteReply) -> None:
        self._set_busy(None)
        self._website = website
        self._snippet.show_website(website, self._server_url)
        self.website_added.emit(website)
        self.show_way_out(True)
        self._show_step(1)

    @Slot(object)
    def _on_sample_added(self, website: WebsiteReply) -> None:
        self._set_busy(None)
        self.website_added.emit(website)
        self.finished.emit(website)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._set_busy(None)
        self._form.show_error(error)

    @Slot(object)
    def _on_arrived(self, arrived: ArrivedEvents) -> None:
        mine = [event for event in arrived.events if self._website and event.website_id == self._website.id]
        if mine and not self._has_arrived:
            self._has_arrived = True
            self._check.show_event(mine[0])
            _make_primary(self._open_button)
            self._show_step(2)


class _StepMarks(QFrame):
    """Step marks: 1 Your site, 2 Snippet, 3 First visit, with the current one and those done."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("first_run_steps")
        self._titles = titles
        self._marks = [label("", "badge", f"step_{at + 1}") for at in range(len(titles))]
        self._names = [label(title, "caption") for title in titles]
        layout = row(gap=2)
        for mark, name in zip(self._marks, self._names, strict=True):
            layout.addWidget(mark)
            layout.addWidget(name)
            layout.addSpacing(3 * SPACE)
        layout.addStretch(1)
        self.setLayout(layout)
        self.show_step(0)

    def show_step(self, now: int) -> None:
        for at, (mark, name) in enumerate(zip(self._marks, self._names, strict=True)):
            mark.setText("\N{CHECK MARK}" if at < now else str(at + 1))
            set_tone(mark, "up" if at <= now else "flat")
            name.setEnabled(at <= now)
        texts = str(now + 1), str(len(self._titles)), self._titles[now]
        self.setAccessibleName(filled(self.tr("Step %1 of %2: %3"), *texts))


class _LiveCheck(QFrame):
    """Live check: waits for the first event, then shows it."""

    finish_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setObjectName("live_check")
        self._icon = ThemedIcon("realtime")
        waiting = self.tr("Waiting for the first visit\N{HORIZONTAL ELLIPSIS}")
        self._title = label(waiting, "heading", "live_check_title")
        advice = self.tr("Nothing yet? Pause your ad blocker and reload the page without the browser cache.")
        self._detail = paragraph(advice, "muted", "live_check_detail")
        layout = row(self._icon, column(self._title, self._detail, gap=1), gap=3, margins=4)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        set_tone(self, "flat")

    def show_event(self, event: ArrivedEvent) -> None:
        shown = row_of(event)
        self._icon.show_icon("check", "up")
        self._title.setText(self.tr("It works: your first visit is here"))
        facts = (shown.text, shown.source or self.tr("Direct"), shown.place, shown.browser)
        self._detail.setText(" \N{MIDDLE DOT} ".join(filter(None, facts)))
        set_tone(self, "up")
        self.setAccessibleName(self._title.text())


def _make_primary(push: QPushButton) -> None:
    """Highlight the button of the next step."""
    push.setProperty("role", "primary")
    push.style().unpolish(push)
    push.style().polish(push)


def _step(title: str, intro: str, *content: QWidget, buttons: QLayout) -> QWidget:
    step = QWidget()
    step.setLayout(column(label(title, "title"), paragraph(intro, "muted"), *content, None, buttons, gap=4))
    return step
