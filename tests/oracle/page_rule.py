"""Match rule in plain Python, written apart from the program: tests compare the two."""

from __future__ import annotations

from urllib.parse import urlsplit

from app.domain.ingest.events import Event
from app.domain.reports.matching import MatchOperator, MatchRule


def rule_matches(rule: MatchRule, item: Event) -> bool:
    """Return True when an event matches a rule."""
    if rule.type == "event":
        return item.kind == "event" and compares(item.event_name or "", rule.operator, rule.value)
    return item.kind == "pageview" and page_matches(rule.value, rule.operator, item)


def page_matches(value: str, operator: MatchOperator, item: Event) -> bool:
    """Return True when one of the two spellings of an event's page matches: with or without `/` at the end."""
    text = lower_host(value)
    if operator == "equals":
        text = text.partition("#")[0]
        path, mark, query = text.partition("?")
        text = path.removesuffix("/") + mark + query
        before, after = parts_to_equal(text, item)
        return text in both_spellings(before, item, after)
    origin, query = item.origin.lower(), query_of(item)
    texts = [*both_spellings(origin, item, query), *both_spellings("", item, query)]
    if "?" not in value:
        texts += [*both_spellings(origin, item, ""), *both_spellings("", item, "")]
    return any(compares(spelling, operator, text) for spelling in texts)


def parts_to_equal(text: str, item: Event) -> tuple[str, str]:
    """Return what stands before and after the path of an event's page when it is compared with a whole text."""
    return item.origin.lower() if is_url(text) else "", query_of(item) if "?" in text else ""


def both_spellings(before: str, item: Event, after: str) -> tuple[str, str]:
    bare = item.path[:-1] if item.path.endswith("/") else item.path
    return before + bare + after, before + bare + "/" + after


def query_of(item: Event) -> str:
    return item.query_and_fragment.partition("#")[0]


def is_url(value: str) -> bool:
    return value.lower().startswith(("http://", "https://"))


def lower_host(value: str) -> str:
    if not is_url(value):
        return value
    parts = urlsplit(value)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin.lower() + value[len(origin) :]


def compares(text: str, operator: MatchOperator, value: str) -> bool:
    if operator == "equals":
        return text == value
    if operator == "contains":
        return value in text
    return text.startswith(value) if operator == "starts_with" else text.endswith(value)
