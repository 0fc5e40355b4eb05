"""Texts shared by several parts of the window: names of range presets and server states, API messages as sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt

from app.domain.errors import AppError
from app.domain.reports.matching import MatchRule
from app.domain.server_control import ServerState

_ENDS = ".", "!", "?", "\N{HORIZONTAL ELLIPSIS}"  # of sentences
_ISOLATE, _END_OF_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def direction_of(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction of a text by its first letter; `otherwise` without one, such as of a number."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return Qt.LayoutDirection.LeftToRight if kind == "L" else Qt.LayoutDirection.RightToLeft
    return otherwise


def isolated(text: str) -> str:
    """Return a text that keeps its own direction within another, or where the side of its letters decides."""
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"


def side_by_side(parts: Iterable[str]) -> str:
    """Return texts with a dot between them, in this order also where one of them is written from right to left."""
    texts = tuple(parts)
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for text in texts for letter in text):
        texts = tuple(map(isolated, texts))
    return " \N{MIDDLE DOT} ".join(texts)


def lost_name() -> str:
    """Return the state of a running server that does not respond."""
    return QCoreApplication.translate("StatusBar", "Not connected, trying again")


def preset_name(name: str) -> str:
    """Return the title of a preset of `ranges.PRESETS`."""
    names = {
        "today": QCoreApplication.translate("presets", "Today"),
        "yesterday": QCoreApplication.translate("presets", "Yesterday"),
        "7d": QCoreApplication.translate("presets", "Last 7 days"),
        "30d": QCoreApplication.translate("presets", "Last 30 days"),
        "90d": QCoreApplication.translate("presets", "Last 90 days"),
        "12m": QCoreApplication.translate("presets", "Last 12 months"),
        "this_month": QCoreApplication.translate("presets", "This month"),
        "last_month": QCoreApplication.translate("presets", "Last month"),
        "this_year": QCoreApplication.translate("presets", "This year"),
    }
    return names[name]


def state_name(state: ServerState, *, is_remote: bool = False) -> str:
    """Return a server state in a few words. is_remote: only the connection of a remote server is known."""
    connection: dict[ServerState, str] = {
        "starting": QCoreApplication.translate("server", "Connecting\N{HORIZONTAL ELLIPSIS}"),
        "failed": QCoreApplication.translate("server", "Not connected"),
    }
    if is_remote and state in connection:
        return connection[state]
    names: dict[ServerState, str] = {
        "stopped": QCoreApplication.translate("server", "Stopped"),
        "starting": QCoreApplication.translate("server", "Starting\N{HORIZONTAL ELLIPSIS}"),
        "running": QCoreApplication.translate("server", "Running"),
        "stopping": QCoreApplication.translate("server", "Stopping\N{HORIZONTAL ELLIPSIS}"),
        "failed": QCoreApplication.translate("server", "Not running"),
    }
    return names[state]


def no_site(*, can_add: bool = True) -> tuple[str, str, str]:
    """Return title, advice and button of a page while there is no website. The dialog behind it offers the sample.

    can_add: the user may add one; else there is no button.
    """
    title = QCoreApplication.translate("site", "No site yet")
    if not can_add:
        return (title, QCoreApplication.translate("site", "Ask an owner or an admin of the tenant to add one."), "")
    return (
        title,
        QCoreApplication.translate("site", "Add a site to see who visits it, or look around with sample data."),
        QCoreApplication.translate("site", "Add site\N{HORIZONTAL ELLIPSIS}"),
    )


def sample_offer() -> str:
    """Return the title of a button that adds the sample website."""
    return QCoreApplication.translate("sample", "Explore with sample data")


def sample_progress() -> str:
    """Return the text shown while the sample website is made."""
    return QCoreApplication.translate("sample", "Creating 90 days of sample visits\N{HORIZONTAL ELLIPSIS}")


def rule_text(rule: MatchRule) -> str:
    """Return the events that a rule selects, in a few words: Page /cart, Event signup, Page contains shop."""
    texts = {
        ("page_view", "equals"): QCoreApplication.translate("rules", "Page %1"),
        ("page_view", "contains"): QCoreApplication.translate("rules", "Page contains %1"),
        ("page_view", "starts_with"): QCoreApplication.translate("rules", "Page starts with %1"),
        ("page_view", "ends_with"): QCoreApplication.translate("rules", "Page ends with %1"),
        ("event", "equals"): QCoreApplication.translate("rules", "Event %1"),
        ("event", "contains"): QCoreApplication.translate("rules", "Event contains %1"),
        ("event", "starts_with"): QCoreApplication.translate("rules", "Event starts with %1"),
        ("event", "ends_with"): QCoreApplication.translate("rules", "Event ends with %1"),
    }
    return texts[rule.type, rule.operator].replace("%1", rule.value)


def plain_tip(text: str) -> str:
    """Return a text for a tooltip or a notification that shows as it is written, never as HTML.

    Qt guesses whether a tooltip is HTML, and HTML may open local files: page titles and addresses come from strangers.
    """
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def sentence_of(error: AppError) -> str:
    """Return the message of an error for people. Some messages of the API are bound to its wire format.

    One that ends as a sentence stays as it is: it may begin with the name of a file.
    """
    sentences = {
        "Query timed out, retry later": QCoreApplication.translate("errors", "The report took too long."),
        "Rate limit exceeded": QCoreApplication.translate("errors", "There were too many requests at once."),
        "Unauthorized": QCoreApplication.translate("errors", "This window is not signed in."),
        "Not authenticated": QCoreApplication.translate("errors", "This window is not signed in."),
    }
    if error.message.endswith(_ENDS):
        return error.message
    return sentences.get(error.message) or as_sentence(error.message)


def outdated(error: AppError) -> str:
    """Return why there are no newer figures, and that those on screen may be out of date."""
    text = QCoreApplication.translate("report_page", "%1 These figures may be out of date.")
    return text.replace("%1", sentence_of(error))


def as_sentence(message: str) -> str:
    """Return an API message as a sentence: capital letter, full stop."""
    text = message[:1].upper() + message[1:]
    return text if text.endswith(_ENDS) else f"{text}."
