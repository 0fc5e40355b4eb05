"""Turns msgspec's refusal of a body into a sentence that names the field at fault."""

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
FIELD_LIMIT = 64  # characters of a stranger's field name that are echoed


def shape_error(error: Exception) -> BadRequest:
    """The 400 for a body that msgspec (or its UTF-8 or recursion check) refused."""
    if isinstance(error, RecursionError):
        return BadRequest("The JSON is nested too deeply.")
    if not isinstance(error, msgspec.ValidationError):
        return BadRequest(NOT_JSON)
    text = str(error)
    path = _PATH.search(text)
    said = text[: path.start()] if path else text
    named = _NAMED.search(said)
    if named:
        field = named.group(1)[:FIELD_LIMIT]
        kind = "is missing" if "missing" in said else "is not known"
        return BadRequest(f"The field {field} {kind}.", field=field)
    found = _FIELD.match(path.group(1)) if path else None
    if found is None:
        return BadRequest(f"The body has the wrong shape: {_plain(said)}.")
    field = found.group(1)[:FIELD_LIMIT]
    return BadRequest(f"The field {field} has the wrong type or value: {_plain(said)}.", field=field)


def _plain(said: str) -> str:
    """msgspec's words in plain ones: "Expected `str | null`, got `int`" becomes "expected text, got a whole number"."""
    text = said[:200].replace("` >= ", "` of at least ").replace("` <= ", "` of at most ")
    text = _TYPES.sub(lambda found: " or ".join(_WORDS.get(name, name) for name in found[1].split(" | ")), text)
    text = text.replace("Invalid enum value", "unknown value").replace("`", "")
    return text[:1].lower() + text[1:]
