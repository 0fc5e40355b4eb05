"""Batches: several named reports in one request, each with parameters of its own. The wire calls them questions."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.domain.errors import BadRequest

MAX_REPORTS = 16
MAX_NAME_LENGTH = 64
REPORT = "report"
_FIELD = "questions"


def parse_batch(text: str | None) -> dict[str, dict[str, str]]:
    """Read a JSON object of parameters by name, `report` among them; values are texts, whole numbers or booleans."""
    if text is None:
        raise BadRequest("questions is required", field=_FIELD)
    try:
        batch = msgspec.json.decode(text, type=dict[str, dict[str, str | int | bool]])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadRequest("questions must be a JSON object of objects with parameters", field=_FIELD) from error
    if not 1 <= len(batch) <= MAX_REPORTS:
        raise BadRequest(f"there must be 1 to {MAX_REPORTS} questions", field=_FIELD)
    if not all(1 <= len(name) <= MAX_NAME_LENGTH for name in batch):
        raise BadRequest(f"the name of a question has 1 to {MAX_NAME_LENGTH} characters", field=_FIELD)
    return {name: {key: param_text(value) for key, value in own.items()} for name, own in batch.items()}


def merged(shared: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of one report: those of the whole batch, replaced by its own where it has some."""
    return {name: value for name, value in {**shared, **own}.items() if name not in (_FIELD, REPORT)}


def param_text(value: str | int | bool) -> str:
    """Write a JSON value as a query parameter."""
    return str(value).lower() if isinstance(value, bool) else str(value)
