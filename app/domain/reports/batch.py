"""Several questions in one: each with a name of its own, a report, and parameters."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.domain.errors import BadRequest

MAX_QUESTIONS = 16
MAX_NAME_LENGTH = 64
REPORT = "report"
_FIELD = "questions"


def parse_questions(text: str | None) -> dict[str, dict[str, str]]:
    """Read a JSON object: by name the parameters of each question, `report` among them; texts, numbers or booleans."""
    if text is None:
        raise BadRequest("questions is required", field=_FIELD)
    try:
        found = msgspec.json.decode(text, type=dict[str, dict[str, str | int | bool]])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadRequest("questions must be a JSON object of objects with parameters", field=_FIELD) from error
    if not 1 <= len(found) <= MAX_QUESTIONS:
        raise BadRequest(f"there must be 1 to {MAX_QUESTIONS} questions", field=_FIELD)
    if not all(1 <= len(name) <= MAX_NAME_LENGTH for name in found):
        raise BadRequest(f"the name of a question has 1 to {MAX_NAME_LENGTH} characters", field=_FIELD)
    return {name: {key: param_text(value) for key, value in given.items()} for name, given in found.items()}


def merged(shared: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """The parameters of one question: those of all of them, unless it has its own."""
    return {name: value for name, value in {**shared, **own}.items() if name not in (_FIELD, REPORT)}


def param_text(value: str | int | bool) -> str:
    """A value of JSON as it stands in a query."""
    return str(value).lower() if isinstance(value, bool) else str(value)
