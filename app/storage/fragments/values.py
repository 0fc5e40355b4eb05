"""Values that a statement binds, and how a text in it stands for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Values = dict[str, Any]  # parameters that DuckDB binds: numbers, texts, times, lists of them


def bind(value: str, values: Values) -> str:
    """Return the parameter that stands for `value`, which is added to `values`."""
    name = f"v{len(values)}"
    values[name] = value
    return f"${name}"


def is_one_of(column: str, texts: Sequence[str], values: Values) -> str:
    """Return the condition that `column` is one of `texts`, which are added to `values`."""
    return f"{column} IN ({', '.join(bind(text, values) for text in texts)})"


def like(text: str, pieces: Sequence[str], values: Values) -> str:
    """Return the condition that `text` matches a wildcard pattern, given as the literal texts between its stars."""
    return f"{text} LIKE {bind(pattern_text(pieces), values)} ESCAPE '\\'"


def pattern_text(pieces: Sequence[str]) -> str:
    """Return the pattern of LIKE, escaped by backslashes, for the literal texts between stars."""
    return "%".join(re.sub(r"([\\%_])", r"\\\1", piece) for piece in pieces)
