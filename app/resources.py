"""Paths and texts of the files that ship with the program, from a checkout, a wheel or a frozen build."""

from __future__ import annotations

import functools
import re
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


def read_text(name: str) -> str:
    """Return the text of a resource; raise FileNotFoundError when it is missing."""
    return resource_path(name).read_text("utf-8")


@functools.cache
def tracker_script() -> bytes:
    """Return the tracker script as it is served, in ASCII."""
    return without_comments(read_text("s.js")).encode("ascii")


def without_comments(script: str) -> str:
    """Return a script without `//` comment lines, indentation and unneeded line breaks.

    Breaks are removed after `{`, `(`, `,` and `;` only, where JavaScript never inserts a semicolon. The script must
    not have block comments, comments after code, or strings over several lines.
    """
    lines = (line.strip() for line in script.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return re.sub(r"(?<=[{(,;])\n", "", kept) + "\n"
