"""Form of a rule about bots: what it does, whom it matches, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from app.api.bots import NewBotRule
from app.domain.clock import utc_now
from app.domain.errors import BadRequest
from app.domain.items.bot_rules import BLOCKED, MAX_TEXT_BYTES, BotMatch, new_rule
from app.ui.pages.bots.listed_rule import ListedRule, ListName, match_name
from app.ui.texts import sentence_of
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("BotRuleForm")

_EXAMPLES: Mapping[BotMatch, str] = {
    "ua_contains": "MyMonitor",
    "ip_exact": "192.0.2.7",
    "ip_cidr": "192.0.2.0/24",
    "path": "/wp-login*",
}


class BotRuleForm(Form):
    """Fields of a rule. rule: shown at first, None for a new one."""

    def __init__(self, rule: ListedRule | None) -> None:
        super().__init__("bot_rule")
        lists = (("blocklist", _tr("Counts as a bot")), ("allowlist", _tr("Counts as people")))
        self._list = SegmentedControl(lists, "bot_rule_list", _tr("What matches"))
        kinds = tuple((kind, match_name(kind)) for kind in _EXAMPLES)
        self._kind = SegmentedControl(kinds, "bot_rule_kind", _tr("Compared with"))
        self._kind.chosen.connect(self._show_kind)
        self._value = line("bot_rule_value", _tr("Text"))
        self._value.setMaxLength(MAX_TEXT_BYTES)
        self._remark = line("bot_rule_note", _tr("Note"))
        self._remark.setMaxLength(MAX_TEXT_BYTES)
        self.add("match_type", self._kind)
        self.add("match_value", self._value, " ")
        self.add("list", self._list)
        self.add("note", self._remark)
        if rule is not None:
            self._list.set_value(rule.list_name)
            self._kind.set_value(rule.rule.match_type)
            self._value.setText(rule.rule.match_value)
            self._remark.setText(rule.rule.note or "")
        self._show_kind(self._kind.value)
        self.setFocusProxy(self._value)

    @property
    def list_name(self) -> ListName:
        return cast(ListName, self._list.value)

    def problems(self) -> Mapping[str, str]:
        rule = self.new_rule()
        try:
            new_rule(BLOCKED, rule.match_type, rule.match_value, rule.note, utc_now())
        except BadRequest as error:
            is_wrong = error.field == "match_value" and len(rule.match_value.encode()) <= MAX_TEXT_BYTES
            return {error.field or "": _problem(rule.match_type) if is_wrong else sentence_of(error)}
        return {}

    def new_rule(self) -> NewBotRule:
        kind = cast(BotMatch, self._kind.value)
        return NewBotRule(kind, self._value.text().strip(), self._remark.text().strip() or None)

    def _show_kind(self, kind: str) -> None:
        self._value.setPlaceholderText(_EXAMPLES[cast(BotMatch, kind)])
        self.set_hint("match_value", _hint(cast(BotMatch, kind)))


def _hint(kind: BotMatch) -> str:
    hints: Mapping[BotMatch, str] = {
        "ua_contains": _tr("A part of what the browser or program calls itself, in any case"),
        "ip_exact": _tr("One address, of either version"),
        "ip_cidr": _tr("All addresses of a network"),
        "path": _tr("The path of a page; with * at the end, all that begin so"),
    }
    return hints[kind]


def _problem(kind: BotMatch) -> str:
    problems: Mapping[BotMatch, str] = {
        "ua_contains": _tr("Enter a part of a user agent."),
        "ip_exact": _tr("Enter an IP address, such as 192.0.2.7."),
        "ip_cidr": _tr("Enter a network, such as 192.0.2.0/24."),
        "path": _tr("Enter a path that begins with /."),
    }
    return problems[kind]
