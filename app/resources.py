"""Where the files that ship with the program lie: beside the source, in an installed wheel, or in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "_resources"  # setup.py puts them there in the wheel
    return installed if installed.is_dir() else package.parent / "resources"


_ROOT = _root()


def resource_path(name: str) -> Path:
    """Return the path of a resource such as `icons/search.svg`; raise FileNotFoundError when it is missing."""
    path = _ROOT / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path
