"""Sentences about a rejected password, key or code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.errors import AppError
from app.ui import format
from app.ui.texts import sentence_of


def refusal(error: AppError, wrong: str) -> str:
    """Return an error as a sentence. wrong: the sentence for a wrong secret; a wrong code has its own message."""
    if error.code == "unauthorized" and error.field is None:
        return wrong
    if error.code == "rate_limited" and error.retry_after_s:
        text = QCoreApplication.translate("refusals", "Too many failed attempts. Try again in %1.")
        return text.replace("%1", format.span(error.retry_after_s))
    return sentence_of(error)


def wrong_password() -> str:
    return QCoreApplication.translate("refusals", "The password is incorrect.")
