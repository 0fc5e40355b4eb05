"""Bots page: the owner's rules about who is a bot and who is not."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.api.client import ApiClient
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.pages.bots.listed_rule import ListedRule, add_rule, all_rules, match_name, replace_rule
from app.ui.pages.bots.recompute_dialog import RecomputeDialog
from app.ui.pages.bots.rule_form import BotRuleForm
from app.ui.pages.page import PageContext
from app.ui.pages.records.records_page import RecordsPage
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.parts import button

_tr = translator("bots")


class BotRulesPage(RecordsPage[ListedRule]):
    """Rules of both lists of a website, newest first."""

    width_of_editor = 560

    def __init__(self, context: PageContext) -> None:
        columns: tuple[Heading, ...] = (
            (_tr("What matches"), 6),
            (_tr("Compared with"), 5),
            (_tr("Text"), 9),
            (_tr("Since"), 5),
        )
        super().__init__(context, "bots", columns)

    def _bar(self) -> QHBoxLayout:
        bar = super()._bar()
        text = _tr("Apply to stored events\N{HORIZONTAL ELLIPSIS}")
        self._recompute: QPushButton = button(text, "bots_recompute", self.open_recompute)
        bar.insertWidget(bar.count() - 1, self._recompute)
        return bar

    def load(self, *, is_other_site: bool) -> None:
        self._recompute.setVisible(self.link.tenants is None)  # servers of cloud mode cannot
        super().load(is_other_site=is_other_site)

    def open_recompute(self) -> None:
        """Open the dialog that applies rules and policy to stored events."""
        if self.site is not None:
            RecomputeDialog(self.bridge, self.client, self.site.id, self.now, self).open()

    def title(self) -> str:
        return _tr("Rules about bots")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "bot",
            "new": _tr("New rule\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit rule\N{HORIZONTAL ELLIPSIS}"),
            "count": _tr("%1 rules", len(self.records)),
            "none": _tr("No rules about bots yet"),
            "advice": _tr(
                "Crawlers are recognised on their own. A rule decides where that is wrong: it blocks what should not "
                "count, such as your own monitoring, or lets something count that looks like a program."
            ),
            "deleted": _tr("The rule %1 has been deleted"),
        }

    def fetch(self) -> Coroutine[Any, Any, Sequence[ListedRule]]:
        assert self.site is not None
        return all_rules(self.client, self.site.id)

    def cells(self, record: ListedRule) -> tuple[Cell, ...]:
        rule = record.rule
        effect = _tr("counts as a bot") if record.list_name == "blocklist" else _tr("counts as people")
        return (
            Cell(effect, rule.note or ""),
            Cell(match_name(rule.match_type)),
            Cell(rule.match_value, tip=rule.match_value),
            Cell(format.day(rule.created_at.astimezone().date())),
        )

    def exported(self, record: ListedRule) -> Mapping[str, object]:
        names = ("match_type", "match_value", "note", "created_at")
        return {"list": record.list_name, **{name: getattr(record.rule, name) for name in names}}

    def name_of(self, record: ListedRule) -> str:
        return record.rule.match_value

    def form(self, record: ListedRule | None) -> Form:
        return BotRuleForm(record)

    def save(
        self, client: ApiClient, website_id: str, record: ListedRule | None, form: Form
    ) -> Coroutine[Any, Any, ListedRule]:
        assert isinstance(form, BotRuleForm)
        if record is None:
            return add_rule(client, website_id, form.list_name, form.new_rule())
        return replace_rule(client, website_id, record, form.list_name, form.new_rule())

    def remove(self, website_id: str, record: ListedRule) -> Coroutine[Any, Any, None]:
        return self.client.delete_bot_rule(website_id, record.list_name, record.id)
