"""Write resources/places/country-names.json: the English name of each country, as the window writes it.

usage: .venv/bin/python -m scripts.country_names
The names are those of Unicode CLDR. Reports that are made without a window, and so without Qt, use them.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from string import ascii_uppercase

from app.report.english import COUNTRY_NAMES
from app.ui.format import country_name

TARGET = Path(__file__).resolve().parents[1] / "resources" / COUNTRY_NAMES


def names() -> dict[str, str]:
    """Return the name of every code that has one."""
    codes = map("".join, product(ascii_uppercase, repeat=2))
    return {code: name for code in codes if (name := country_name(code)) != code}


if __name__ == "__main__":
    TARGET.write_text(json.dumps(names(), ensure_ascii=False, indent=0) + "\n", "utf-8")
