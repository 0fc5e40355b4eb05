"""Steps section: the bars of a funnel, and in one sentence what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.items.funnels import FunnelResults
from app.ui import format
from app.ui.charts.steps import StepBars
from app.ui.pages.reports.sections.section import Questions
from app.ui.pages.reports.sections.state_section import StateSection
from app.ui.style.theme import SPACE
from app.ui.translation import filled, translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import column, label, row
from app.ui.widgets.state_stack import StateStack

_tr = translator("steps")

_STEPS = "steps"


class StepsSection(StateSection):
    """One funnel. `funnel_id` is the one that is asked for; empty for none."""

    def __init__(self, name: str = "steps") -> None:
        super().__init__(f"{name}_section")
        self.funnel_id = ""
        self.bars = StepBars(f"{name}_bars", _tr("Steps of the funnel"))
        self.stack = StateStack(self.bars, f"{name}_state", keeps_room=True)
        self.stack.retry.connect(self.ask_again)
        self._title = ElidedLabel("heading", f"{name}_title")
        self._sentence = label("", "muted", f"{name}_sentence")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # as high as its bars
        head = row(self._title, self._sentence, gap=3)
        head.setStretch(0, 1)
        head.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)  # above the bars, which have room for their frame
        self.setLayout(column(head, self.stack, gap=2, margins=(1, 3, 1, 1)))

    def questions(self) -> Questions:
        return {_STEPS: Question(ApiClient.funnel_results, {"funnel_id": self.funnel_id})} if self.funnel_id else {}

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self.show_results(replies[_STEPS].data)

    def show_results(self, results: FunnelResults) -> None:
        """Show the results of a funnel."""
        self._title.setText(results.name)
        entered = results.total_sessions_entered
        self.bars.set_steps(results.steps)
        if not entered:
            self._sentence.setText("")
            self.stack.show_empty(
                _tr("Nobody took the first step"),
                _tr("No session of these days reached it. Choose other days, or remove a filter."),
                "",
                "funnel",
            )
            return
        text = _tr("%1 of %2 sessions went all the way: %3", entered)
        numbers = format.exact(results.steps[-1].sessions_reached), format.exact(entered)
        self._sentence.setText(filled(text, *numbers, format.share(results.final_conversion_rate, 1)))
        self.stack.show_content()
