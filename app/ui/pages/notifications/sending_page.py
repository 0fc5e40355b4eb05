"""Common parts of the pages of subscriptions and alerts: below the list, what the chosen one has sent, and a test."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Coroutine, Iterator
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from app.api.notifications import MOST_HISTORY, AlertReply, SubscriptionReply
from app.domain.errors import AppError
from app.domain.notifications.deliveries import Delivery, Status
from app.ui import format
from app.ui.models.cells import Cell, Heading, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.pages.records.records_page import RecordsPage
from app.ui.texts import as_sentence, sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import button, column, frame, row
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import TWO_LINES, DataTable

_tr = translator("SendingPage")

_SHOWN_ROWS = 6

T = TypeVar("T", AlertReply, SubscriptionReply)


class SendingPage(RecordsPage[T]):
    """List of what sends messages. Subclasses say what a record is and how it is tried."""

    @abstractmethod
    def test(self, website_id: str, record: T) -> Coroutine[Any, Any, Delivery]:
        """Return the call that sends a message of a record now."""

    @abstractmethod
    def test_text(self) -> str:
        """Return the text of the button that does so."""

    def detail(self) -> Iterator[QWidget]:
        self._heading = ElidedLabel("heading", f"{self._name}_heading")
        self._test: QPushButton = button(self.test_text(), f"{self._name}_test", self.test_chosen, icon_name="mail")
        headings: tuple[Heading, ...] = ((_tr("When"), 5), (_tr("Outcome"), 12), (_tr("To"), 8))
        self.history: DataTable[Delivery] = DataTable(
            f"{self._name}_history",
            _tr("Sent messages"),
            cell_columns(headings, delivery_cells),
            attrgetter("id"),
            row_height=TWO_LINES,
        )
        self.history.set_use("double_click")
        self.history.show_whole(_SHOWN_ROWS)
        self.history.empty_text = _tr("Nothing has been sent yet.")
        self.history_stack = StateStack(self.history, f"{self._name}_history_state")
        self.history_stack.retry.connect(self.refresh)
        head = row(self._heading, self._test, gap=4)
        head.setStretch(0, 1)
        content = column(head, self.history_stack, gap=2, margins=3)
        content.setSizeConstraint(QLayout.SizeConstraint.SetMaximumSize)  # the panel ends where its rows do
        yield frame("panel", f"{self._name}_detail", content)

    def show_detail(self, record: T) -> None:
        assert self.site is not None
        self._heading.setText(filled(_tr("Sent by %1"), self.name_of(record)))
        self._test.setVisible(self.link.can_manage)
        self._test.setEnabled(True)
        call = self.client.deliveries(self.site.id, MOST_HISTORY)
        self.ask("history", call, partial(self._on_history, record.id), self.history_stack.show_error)

    def test_chosen(self) -> None:
        """Send a message of the chosen record now, and say what became of it."""
        if (record := self.chosen) is not None and self.site is not None:
            self._test.setEnabled(False)
            self.ask("test", self.test(self.site.id, record), self._on_tested, self._on_not_tested)

    def _on_history(self, record_id: str, deliveries: tuple[Delivery, ...]) -> None:
        mine = tuple(delivery for delivery in deliveries if delivery.source_id == record_id)
        self.history.rows.show_first(RowsPage(mine))
        self.history_stack.show_content()

    def _on_tested(self, delivery: Delivery) -> None:
        answer = outcome_detail(delivery)
        text = _tr("Sent to %1. %2") if delivery.status == "sent" else _tr("Not sent to %1. %2")
        self.notice.emit(filled(text, target_text(delivery), answer).strip())
        self._after_test()

    def _on_not_tested(self, error: AppError) -> None:
        self.notice.emit(sentence_of(error))
        self._after_test()

    def _after_test(self) -> None:
        self._test.setEnabled(True)
        if (record := self.chosen) is not None:
            self.show_detail(record)


def delivery_cells(delivery: Delivery) -> tuple[Cell, ...]:
    """Return the row of a delivery."""
    ink = {"sent": "up", "failed": "down", "waiting": ""}[delivery.status]
    detail = outcome_detail(delivery)
    attempts = [
        f"{format.moment(one.at)}: {one.error or one.answer or outcome_name(delivery.status)}"
        for one in delivery.attempts
    ]
    return (
        Cell(format.moment(delivery.delivered_at), _attempts_text(delivery)),
        Cell(outcome_name(delivery.status), detail, ink=ink, tip="\n".join(attempts) or detail),
        Cell(target_text(delivery), tip=target_text(delivery)),
    )


def target_text(record: AlertReply | Delivery) -> str:
    """Return where messages go."""
    return _tr("the desktop") if record.channel == "desktop" else record.target


def outcome_name(status: Status) -> str:
    """Return what became of a delivery."""
    names: dict[Status, str] = {"sent": _tr("Sent"), "failed": _tr("Failed"), "waiting": _tr("Waiting")}
    return names[status]


def outcome_detail(delivery: Delivery) -> str:
    """Return the answer of the receiver, or why the last attempt failed."""
    answer = delivery.attempts[-1].answer if delivery.attempts else None
    sentences = {
        "smtp host is not configured": _tr("No mail server is set up: see the settings on the page Server."),
        "no window is open": _tr("No window is open on the server."),
        "report not found": _tr("The saved report no longer exists."),
        "webhook target resolves to non-public address": _tr(
            "The address leads into a private network, which the settings of the server do not allow."
        ),
        "the program ended while this was being sent; it may have arrived": _tr(
            "The server ended while this was being sent; it may have arrived."
        ),
    }
    text = delivery.error_message or answer or ""
    return sentences.get(text) or as_sentence(text)


def _attempts_text(delivery: Delivery) -> str:
    count = len(delivery.attempts)
    return _tr("%1 attempts", count).replace("%1", format.exact(count)) if count > 1 else ""
