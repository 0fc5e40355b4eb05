"""Texts of notifications: the report of a subscription, and the sentences of an alert."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any  # Any: values of a payload, as JSON

import msgspec

from app.domain.notifications.alerts import Alert, Firing
from app.domain.notifications.subscriptions import Subscription
from app.domain.websites import Website
from app.report import english
from app.report.content import SiteReport
from app.report.gather import Answers
from app.report.mail import add_links, add_sentence, mail_page, mail_text, page_of_mail, text_of_page
from app.server.notifications.sending import Message

METRIC_WORDS: Mapping[str, str] = {
    "pageviews": "pageviews",
    "visitors": "visitors",
    "conversions": "conversions",
    "conversion_rate": "conversion rate",
}
_STOP_REPORT, _STOP_ALERT = "Stop these reports", "Switch this alert off"


def stop_url(public_url: str, item: Subscription | Alert) -> str:
    """Return the URL of the page on which the receiver of a mail ends it. public_url: of the server."""
    kind = "subscriptions" if isinstance(item, Subscription) else "alerts"
    return f"{public_url}/unsubscribe/{item.website_id}/{kind}/{item.id}/{item.unsubscribe_key}"


def report_message(
    subscription: Subscription, report: SiteReport, data: object, now: datetime, public_url: str, *, is_test: bool
) -> Message:
    """Return the message of a subscription. data: result of its saved report, as JSON; now: aware."""
    url = stop_url(public_url, subscription)
    links = (("Open Sparklytics", public_url), (_STOP_REPORT, url))
    payload = {
        "kind": "report_subscription_test" if is_test else "report_subscription",
        "website_id": subscription.website_id,
        "subscription_id": subscription.id,
        "report_id": subscription.report_id,
        "generated_at": msgspec.to_builtins(now),
        "data": data,
    }
    word = subscription.schedule.capitalize()
    visitors = next((figure.value for figure in report.figures if figure.title == "Visitors"), "")
    counted = f": {visitors} visitor{'' if visitors == '1' else 's'}" if visitors else ""
    subject = f"{word} report of {report.site}{counted}, {report.period}"
    return Message(subject, mail_text(report, links), mail_page(report, links), payload, url)


def stats_of(answers: Answers) -> dict[str, Any]:
    """Return the days and the totals of a report as JSON, for a subscription without a saved report."""
    request = answers.request
    days = {"start_date": request.start.isoformat(), "end_date": request.end.isoformat()}
    return {**days, "stats": msgspec.to_builtins(answers.overview.stats)}


def alert_payload(alert: Alert, firing: Firing | None, now: datetime) -> dict[str, Any]:
    """Return the payload of an alert. firing: None for a test; now: aware."""
    payload: dict[str, Any] = {
        "kind": "alert_test" if firing is None else "alert",
        "website_id": alert.website_id,
        "alert_id": alert.id,
        "name": alert.name,
        "metric": alert.metric,
        "condition_type": alert.condition_type,
        "threshold_value": alert.threshold_value,
    }
    if firing is not None:
        payload |= {
            "current_value": firing.current_value,
            "baseline_mean": firing.baseline_mean,
            "baseline_stddev": firing.baseline_stddev,
            "z_score": firing.z_score,
        }
    return {**payload, "triggered_at": msgspec.to_builtins(now)}


def alert_message(alert: Alert, website: Website, payload: Mapping[str, Any], public_url: str) -> Message:
    """Return the message of an alert from its payload."""
    url = stop_url(public_url, alert)
    links = (("Open Sparklytics", public_url), (_STOP_ALERT, url))
    sentences = (_sentence(website, payload), _usual(payload))
    subject = f"{alert.name}: {website.name}"
    if payload["kind"] == "alert_test":
        subject, sentences = f"Test of {subject}", ("This is a test. The alert itself has not fired.", "")
    lines = [sentence for sentence in sentences if sentence]
    root, page = page_of_mail("en", subject)
    add_sentence(page, subject, is_title=True)
    for line in lines:
        add_sentence(page, line)
    add_links(page, links)
    text = "\n".join([*lines, "", *(f"{word}: {link}" for word, link in links)]) + "\n"
    return Message(subject, text, text_of_page(root), payload, url, " ".join(lines))


def _sentence(website: Website, payload: Mapping[str, Any]) -> str:
    """Return what happened, in one sentence."""
    current, condition = payload.get("current_value", 0.0), payload["condition_type"]
    if condition == "no_events":
        return f"{website.name} ({website.domain}) has sent no event for {english.exact(current)} hours."
    number = _number(payload["metric"], current)
    limit = _number(payload["metric"], payload["threshold_value"])
    ends = {
        "spike": "That is far more than usual.",
        "drop": "That is far less than usual.",
        "threshold_above": f"That has reached the limit of {limit}.",
        "threshold_below": f"That is not above the limit of {limit}.",
        "goal_reached": "The goal has been reached.",
    }
    return (
        f"{website.name} ({website.domain}): {METRIC_WORDS[payload['metric']]} of the day {number}. {ends[condition]}"
    )


def _usual(payload: Mapping[str, Any]) -> str:
    mean, deviation = payload.get("baseline_mean"), payload.get("baseline_stddev")
    if mean is None or deviation is None:
        return ""
    metric = payload["metric"]
    return f"Usual on the days before: {_number(metric, mean)}, give or take {_number(metric, deviation)}."


def _number(metric: str, value: float) -> str:
    if metric == "conversion_rate":
        return english.percent(value, 1)
    return english.exact(value) if value == round(value) else english.decimal(value)
