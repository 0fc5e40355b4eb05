"""Paths and texts of the files that ship with the program, from a checkout, a wheel or a frozen build."""

from __future__ import annotations

import functools
import re
import string
import sys
from pathlib import Path


def _root(name: str) -> Path:
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / name
    package = Path(__file__).resolve().parent
    installed = package / f"_{name}"  # setup.py puts them there in the wheel
    return installed if installed.is_dir() else package.parent / name


_ROOT = _root("resources")
_SHORT_NAMES = string.ascii_letters + "_"


def resource_path(name: str) -> Path:
    """Return the path of a resource such as `icons/search.svg`; raise FileNotFoundError when it is missing."""
    path = _ROOT / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def read_text(name: str) -> str:
    """Return the text of a resource; raise FileNotFoundError when it is missing."""
    return resource_path(name).read_text("utf-8")


def read_doc(name: str) -> str:
    """Return the text of a page of `docs`, such as `window.md`; raise FileNotFoundError when it is missing."""
    return (_root("docs") / name).read_text("utf-8")


@functools.cache
def tracker_script() -> bytes:
    """Return the tracker script as it is served, in ASCII."""
    return shortened(read_text("s.js")).encode("ascii")


def shortened(script: str) -> str:
    """Return a script without comments, indentation, needless blanks and breaks, and with its listed names shortened.

    A library for this needs a JavaScript engine or 10 MB of memory; for a script written to fit, a few lines do. The
    rules: comments fill whole lines; texts fit on one line and hold no blank next to punctuation. Lines that begin with
    `// Short names:` list the variables to shorten; none of them is used as a property, as a shorthand or in a text.
    Breaks go after `{`, `(`, `,` and `;` and before operators, where JavaScript never inserts a semicolon.
    """
    names = " ".join(re.findall(r"^// Short names: (.*)$", script, re.MULTILINE)).split()
    lines = (line.strip() for line in script.splitlines())
    code = "\n".join(line for line in lines if line and not line.startswith("//"))
    for name, short in zip(names, _SHORT_NAMES, strict=False):
        code = re.sub(rf"(?<![\w'-])(?<!(?<!\.)\.){name}(?![\w'-]|: )", short, code)
    code = re.sub(r"\bconst\b", "let", code)  # one word instead of two compresses better
    code = re.sub(r"(?<=[(){}\[\],;:?=<>!&|+*/-]) | (?=[(){}\[\],;:?=<>!&|+*/-])", "", code)
    return re.sub(r"(?<=[{(,;])\n|\n(?=[.?:&|}])", "", code).replace(";}", "}") + "\n"
