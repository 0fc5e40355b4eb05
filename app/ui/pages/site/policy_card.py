"""Card of the bot policy of a site: whether bots are left out of the reports, and how sure the server has to be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QPushButton, QSpinBox

from app.api.bots import BotPolicyBody, BotPolicyReply, BotSummary
from app.api.client import ApiClient
from app.domain.ingest.bots import BotMode
from app.domain.items.bot_rules import MAX_THRESHOLD
from app.ui import format
from app.ui.pages.bots.recompute_dialog import RecomputeDialog
from app.ui.pages.page import WindowPage
from app.ui.pages.site.form_card import FormCard
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.parts import button, padded
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("PolicyCard")


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of a website, and what bots did in the last seven days."""

    policy: BotPolicyReply
    summary: BotSummary


async def policy_of(client: ApiClient, website_id: str) -> Policy:
    """Return the policy of a website with the numbers that tell what it does."""
    return Policy(*await asyncio.gather(client.bot_policy(website_id), client.bot_summary(website_id)))


class PolicyForm(Form):
    """Fields of a policy."""

    def __init__(self) -> None:
        super().__init__("policy")
        choices = (("balanced", _tr("Leave out")), ("strict", _tr("Be strict")), ("off", _tr("Count")))
        self._mode = SegmentedControl(choices, "policy_mode", _tr("Bots in the reports"))
        self._threshold = padded(QSpinBox())
        self._threshold.setObjectName("policy_threshold")
        self._threshold.setAccessibleName(_tr("Score of a bot"))
        self._threshold.setRange(0, MAX_THRESHOLD)
        self._threshold.lineEdit().returnPressed.connect(self.submitted)
        self.add("mode", self._mode)
        hint = _tr("New events with at least so many of 100 points count as a bot's.")
        self.add("threshold_score", self._threshold, hint)

    def show_policy(self, policy: BotPolicyReply) -> None:
        self._mode.set_value(policy.mode)
        self._threshold.setValue(policy.threshold_score)

    def show_summary(self, summary: BotSummary) -> None:
        """Say what bots did."""
        events = summary.bot_events + summary.human_events
        text = _tr("%1 of %2 events of the last 7 days were of bots.", events)
        text = text.replace("%1", format.exact(summary.bot_events)).replace("%2", format.exact(events))
        self.set_hint("mode", text if events else _tr("There were no events in the last 7 days."))

    def body(self) -> BotPolicyBody:
        return BotPolicyBody(BotMode(self._mode.value), self._threshold.value())


class PolicyCard(FormCard[BotPolicyReply]):
    """Changes the bot policy of a website."""

    def __init__(self, page: WindowPage, now: Callable[[], datetime]) -> None:
        self._policy = PolicyForm()
        about = _tr("Crawlers and other programs are recorded, and left out of the reports unless you count them.")
        super().__init__(page, self._policy, "policy", _tr("Bots"), about)
        self._now = now
        text = _tr("Apply to stored events\N{HORIZONTAL ELLIPSIS}")
        self._recompute: QPushButton = button(text, "policy_recompute", self._on_recompute)
        self.buttons.addWidget(self._recompute)

    def _on_recompute(self) -> None:
        if self.record is not None:
            page = self._page
            RecomputeDialog(page.bridge, page.client, self.record.website_id, self._now, self).open()

    def show_policy(self, policy: Policy) -> None:
        """Show a policy and its numbers."""
        self._recompute.setVisible(self._page.link.tenants is None)  # servers of cloud mode cannot
        self._policy.show_summary(policy.summary)
        self.show_record(policy.policy)

    def id_of(self, record: BotPolicyReply) -> str:
        return record.website_id

    def fill(self, record: BotPolicyReply) -> None:
        self._policy.show_policy(record)

    def is_changed(self, record: BotPolicyReply) -> bool:
        return self._policy.body() != BotPolicyBody(record.mode, record.threshold_score)

    def call(self, record: BotPolicyReply) -> Coroutine[Any, Any, BotPolicyReply]:
        return self._page.client.change_bot_policy(record.website_id, self._policy.body())
