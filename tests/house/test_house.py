"""Bounds of the source: size of folders, files, functions and constructors, docstrings, vague names."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"

MAX_FILES_IN_A_FOLDER = 20
MAX_LINES_OF_A_FILE = 400
MAX_LINES_OF_A_FUNCTION = 40
MAX_PARAMETERS_OF_A_CONSTRUCTOR = 8
MAX_VAGUE_NAMES = 20

QUESTION_WORDS = re.compile(r"(What|How|Which|Who|Whom|Whose|When|Where|Whether|Why)\b")
VAGUE_NAME = re.compile(r"_?(found|wanted|made|what|told)(_\w+)?|\w+_(found|wanted|made|told)")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.Module | ast.ClassDef | Function


@cache
def sources() -> dict[str, str]:
    """The text of every Python file of the program, by its path from the root."""
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted(APP.rglob("*.py"))}


@cache
def trees() -> dict[str, ast.Module]:
    return {path: ast.parse(text) for path, text in sources().items()}


@cache
def definitions() -> list[tuple[str, Definition]]:
    """Every module, class and function, each with the path of its file."""
    return [(path, node) for path, tree in trees().items() for node in ast.walk(tree) if isinstance(node, Definition)]


def functions() -> Iterator[tuple[str, Function]]:
    for path, node in definitions():
        if isinstance(node, Function):
            yield f"{path}:{node.lineno} {node.name}", node


def parameters(function: Function) -> int:
    """Return the number of parameters without self."""
    return len(function.args.posonlyargs) + len(function.args.args) + len(function.args.kwonlyargs) - 1


def test_no_folder_has_more_than_20_files() -> None:
    files = [path for path in APP.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    sizes = Counter(str(path.parent.relative_to(ROOT)) for path in files)
    assert {folder: size for folder, size in sizes.items() if size > MAX_FILES_IN_A_FOLDER} == {}


def test_no_file_has_more_than_400_lines() -> None:
    sizes = {path: text.count("\n") for path, text in sources().items()}
    assert {path: size for path, size in sizes.items() if size > MAX_LINES_OF_A_FILE} == {}


def test_no_function_has_more_than_40_lines() -> None:
    sizes = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions()}
    assert {name: size for name, size in sizes.items() if size > MAX_LINES_OF_A_FUNCTION} == {}


def test_no_constructor_takes_more_than_8_parameters() -> None:
    counts = {name: parameters(node) for name, node in functions() if node.name == "__init__"}
    assert {name: count for name, count in counts.items() if count > MAX_PARAMETERS_OF_A_CONSTRUCTOR} == {}


def test_every_module_and_public_class_has_a_docstring() -> None:
    public = [
        (path if isinstance(node, ast.Module) else f"{path} {node.name}", node)
        for path, node in definitions()
        if (isinstance(node, ast.Module) and sources()[path].strip())
        or (isinstance(node, ast.ClassDef) and not node.name.startswith("_"))
    ]
    assert [name for name, node in public if not ast.get_docstring(node)] == []


def test_docstrings_begin_with_a_noun_or_an_imperative() -> None:
    texts = [(path, ast.get_docstring(node) or "") for path, node in definitions()]
    assert [f"{path}: {text.splitlines()[0]}" for path, text in texts if QUESTION_WORDS.match(text)] == []


def test_values_have_the_name_of_the_thing() -> None:
    vague = [
        f"{path}:{token.start[0]} {token.string}"
        for path, text in sources().items()
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.NAME and VAGUE_NAME.fullmatch(token.string)
    ]
    assert len(vague) <= MAX_VAGUE_NAMES, vague


def test_public_class_names_are_unique() -> None:
    names = Counter(
        node.name
        for tree in trees().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_unit_tests_need_no_database() -> None:
    modules = [f"tests.unit.{path.stem}" for path in sorted((ROOT / "tests" / "unit").glob("test_*.py"))]
    script = (
        f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\nprint('duckdb' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.returncode) == ("False", 0), run.stderr[-500:]
