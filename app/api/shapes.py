"""Error messages for JSON of the wrong shape, which name the field at fault."""

from __future__ import annotations

import re

import msgspec

from app.domain.errors import BadRequest

NOT_JSON = "The body is not valid JSON."
_NAMED = re.compile(r"(?:missing required|contains unknown) field `([^`]*)`")
_PATH = re.compile(r" - at `(?:key in )?\$?([^`]*)`$")
_FIELD = re.compile(r"^(?:\[[^\]]*\])*\.?([A-Za-z0-9_]+)")
_TYPES = re.compile(r"`([a-z]+(?: \| [a-z]+)*?)(?: \| null)?`")
_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
}
FIELD_LIMIT = 64  # characters of an unknown field name that are repeated


def shape_error(error: Exception) -> BadRequest:
    """Return the BadRequest for JSON that msgspec refused: invalid, too deeply nested or of the wrong shape."""
    if isinstance(error, RecursionError):
        return BadRequest("The JSON is nested too deeply.")
    if not isinstance(error, msgspec.ValidationError):
        return BadRequest(NOT_JSON)
    text = str(error)
    path = _PATH.search(text)
    reason = text[: path.start()] if path else text
    named = _NAMED.search(reason)
    if named:
        field = named.group(1)[:FIELD_LIMIT]
        problem = "is missing" if "missing" in reason else "is unknown"
        return BadRequest(f"The field {field} {problem}.", field=field)
    match = _FIELD.match(path.group(1)) if path else None
    if match is None:
        return BadRequest(f"The body has the wrong shape: {_plain(reason)}.")
    field = match.group(1)[:FIELD_LIMIT]
    return BadRequest(f"The field {field} has the wrong type or value: {_plain(reason)}.", field=field)


def _plain(reason: str) -> str:
    """Rephrase msgspec: "Expected `str | null`, got `int`" becomes "expected text, got a whole number"."""
    text = reason[:200].replace("` >= ", "` of at least ").replace("` <= ", "` of at most ")
    text = _TYPES.sub(lambda match: " or ".join(_WORDS.get(name, name) for name in match[1].split(" | ")), text)
    text = text.replace("Invalid enum value", "unknown value").replace("`", "")
    return text[:1].lower() + text[1:]
