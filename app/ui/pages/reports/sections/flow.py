"""Flow section: what visitors did before and after a page or an event, with the way back to earlier starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app.api.client import ApiClient
from app.api.reports.journeys import journey_params
from app.api.reports.question import Question
from app.domain.reports.journeys import MAX_DEPTH, Direction, Flow, Journey, JourneyAnchor, JourneyQuery
from app.domain.reports.results import MetricsReport
from app.ui.charts.flow import FlowView
from app.ui.pages.reports.sections.painted import PaintedSection
from app.ui.pages.reports.sections.section import Questions
from app.ui.translation import translator
from app.ui.widgets.parts import button, label, row
from app.ui.widgets.pickers.anchor_picker import AnchorPicker
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("flow")

NODES = 6  # of a step that have a name: more are too small to read
_TOP = "top"
_DEPTH = 2  # steps at first
_DIRECTIONS: Mapping[str, tuple[Direction, ...]] = {
    "both": ("previous", "next"),
    "before": ("previous",),
    "after": ("next",),
}


class FlowSection(PaintedSection):
    """Journeys from an anchor: at first the most visited page, then any page or event that is chosen or clicked."""

    def __init__(self) -> None:
        self.view = FlowView("flow_picture", _tr("Journeys before and after a page or an event"))
        super().__init__("flow", self.view)
        self._anchor: JourneyAnchor | None = None
        self._earlier: list[JourneyAnchor] = []  # to go back to, the newest last
        self.anchor = AnchorPicker("flow_anchor")
        sides = (("both", _tr("Before and after")), ("before", _tr("Before")), ("after", _tr("After")))
        self.side = SegmentedControl(sides, "flow_side", _tr("Direction"))
        depths = tuple((str(depth), str(depth)) for depth in range(1, MAX_DEPTH + 1))
        self.steps = SegmentedControl(depths, "flow_depth", _tr("Steps"))
        self.steps.set_value(str(_DEPTH))
        self.pages_only = QCheckBox(_tr("Pages only"))
        self.merge = QCheckBox(_tr("Merge repeats"))
        self.pages_only.setObjectName("flow_pages_only")
        self.merge.setObjectName("flow_merge")
        self.merge.setToolTip(_tr("A page that is loaded several times in a row counts as one step."))
        self._way_back: QPushButton = button("", "flow_back", self.go_back, role="link")
        self._way_back.hide()
        self._note = label("", "caption", "flow_note")
        self._note.hide()
        steps = QWidget()  # the title stays with its choices where the line ends
        steps.setLayout(row(label(_tr("Steps"), "muted"), self.steps))
        self.arrange((self.anchor, self.side, steps, self.pages_only, self.merge, self._way_back), self._note)
        self._connect()

    @property
    def start(self) -> JourneyAnchor | None:
        """The page or event that the journeys start from."""
        return self._anchor

    def start_at(self, anchor: JourneyAnchor) -> None:
        """Make a page or event the first start of the next request; a walk from the same one stays."""
        if anchor not in (self._anchor, *self._earlier):
            self._earlier.clear()
            self._show_start(anchor)

    def walk_to(self, anchor: JourneyAnchor) -> None:
        """Make a page or event the start; the one before stays the way back."""
        if anchor == self._anchor:
            return
        if self._anchor is not None:
            self._earlier.append(self._anchor)
        self._show_start(anchor)
        self.ask_again()

    def go_back(self) -> None:
        """Return to the start before, if there was one."""
        if self._earlier:
            self._show_start(self._earlier.pop())
            self.ask_again()

    def questions(self) -> Questions:
        if self._anchor is None:
            return {_TOP: Question(ApiClient.metrics, {"type": "page", "sort": "visitors", "limit": "1"})}
        options = int(self.steps.value), self.pages_only.isChecked(), self.merge.isChecked(), NODES
        return {
            direction: Question(ApiClient.journey, journey_params(JourneyQuery(self._anchor, direction, *options)))
            for direction in _DIRECTIONS[self.side.value]
        }

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        if _TOP in replies:
            self._on_top(replies[_TOP])
            return
        journeys: dict[str, Journey] = {name: reply.data for name, reply in replies.items()}
        flows = {name: journey.flow for name, journey in journeys.items() if isinstance(journey.flow, Flow)}
        journey = next(iter(journeys.values()))
        is_daily = journey.visitor_id_scope == "day"
        self._note.setText(_tr("Visitors with an ID of one day begin a new session at midnight UTC."))
        self._note.setVisible(is_daily)
        if not journey.total_anchor_sessions:
            self.stack.show_empty(
                _tr("No session with this start"),
                _tr("Nobody had %1 in this range. Choose another start or more days.").replace(
                    "%1", journey.anchor.value
                ),
            )
            return
        self.view.show_flow(flows.get("previous"), flows.get("next"))
        self.show_fact(self.view.fact)
        self.stack.show_content()

    def open_search(self) -> bool:
        self.anchor.open_list()
        return True

    def forget(self) -> None:
        super().forget()
        self._earlier.clear()
        self._show_start(None)

    def _connect(self) -> None:
        self.anchor.chosen.connect(self.walk_to)
        self.view.walked.connect(self.walk_to)
        self.view.back_requested.connect(self.go_back)
        for choice in (self.side, self.steps):
            choice.chosen.connect(self.ask_again)
        for box in (self.pages_only, self.merge):
            box.toggled.connect(lambda _: self.ask_again())

    def _on_top(self, report: MetricsReport) -> None:
        if report.data.rows:
            self._show_start(JourneyAnchor("page", report.data.rows[0].value))
            self.ask_again()
            return
        self.stack.show_empty(
            _tr("No pages in this range"), _tr("Choose an event to start from, or more days."), "", "journey"
        )

    def _show_start(self, anchor: JourneyAnchor | None) -> None:
        self._anchor = anchor
        self.anchor.show_anchor(anchor)
        self._way_back.setVisible(bool(self._earlier))
        if self._earlier:
            text = _tr("Back to %1").replace("%1", _short(self._earlier[-1].value))
            self._way_back.setText(text.replace("&", "&&"))


def _short(text: str) -> str:
    return text if len(text) <= 32 else f"{text[:15]}\N{HORIZONTAL ELLIPSIS}{text[-16:]}"
