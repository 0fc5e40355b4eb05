"""CSV text that a spreadsheet opens without running formulas in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What starts like this is a formula to a spreadsheet, and page titles come from strangers. Some spreadsheets part cells
# at `;` and at tabs too, and then a quoted line break ends a row.
_FORMULA = re.compile(r"""(^|[;\t\r\n])(?=[ "']*[=+\-@＝＋－＠])""")
_HIDDEN_START = re.compile(r"""[ "']*[\t\r]""")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the rows with a header line. Texts that look like formulas get a `'` in front; numbers stay numbers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    harmless = _FORMULA.sub(r"\1'", value)
    return f"'{harmless}" if _HIDDEN_START.match(harmless) else harmless
