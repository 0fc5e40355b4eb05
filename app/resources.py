"""Where the files that ship with the program lie: beside the source, in an installed wheel, or in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"


def resource_path(name: str) -> Path:
    """Return the path of a resource such as `icons/search.svg`; raise FileNotFoundError when it is missing."""
    path = _ROOT / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path
