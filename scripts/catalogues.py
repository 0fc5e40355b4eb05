"""Bring resources/languages/*.ts up to the texts of the window: `make texts`. Translations are kept, old texts go.

The files have the form of Qt Linguist. Qt's own lupdate knows the context of a class, but not that of a module.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
UI = ROOT / "app" / "ui"
FOLDER = ROOT / "resources" / "languages"

Text = tuple[str, str]  # context and text


def texts(folder: Path = UI) -> list[Text]:
    """Return every text that a user can see, by file and place. Raises ValueError for one that is not written out."""
    all_texts: dict[Text, None] = {}
    for path in sorted(folder.rglob("*.py")):
        finder = _Finder(path)
        finder.visit(ast.parse(path.read_text(encoding="utf-8")))
        all_texts |= dict.fromkeys(finder.texts)
    return list(all_texts)


def translations(path: Path) -> dict[Text, str]:
    """Return the translations of a catalogue that are not blank."""
    root = ElementTree.parse(path).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in root.iter("context")
        for message in context.iter("message")
        if (translation := message.findtext("translation", ""))
    }


def write(path: Path, all_texts: list[Text], known: dict[Text, str]) -> None:
    """Write a catalogue. Texts without a translation are marked as unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=path.stem, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for name in sorted({context for context, _ in all_texts}):
        contexts[name] = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(contexts[name], "name").text = name
    for context, text in all_texts:
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        if (context, text) in known:
            translation.text = known[context, text]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


class _Finder(ast.NodeVisitor):
    """Collects the texts of one module: those of `tr` belong to their class, those of `_tr` to the module's context."""

    def __init__(self, path: Path) -> None:
        self.texts: list[Text] = []
        self._path = path
        self._classes: list[str] = []
        self._module_context = ""

    def visit_Module(self, node: ast.Module) -> None:
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef) and statement.name == "_tr":
                self._module_context = next(_contexts(statement))
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name != "_tr":
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Name) and function.id == "_tr":
            self._add(node, self._module_context, node.args[0])
        elif isinstance(function, ast.Attribute) and function.attr == "tr":
            if not (isinstance(function.value, ast.Name) and function.value.id == "self"):
                raise ValueError(f"{self._path}:{node.lineno}: only a class's own `tr` has a context")
            self._add(node, self._classes[-1], node.args[0])
        elif isinstance(function, ast.Attribute) and ast.unparse(function) == "QCoreApplication.translate":
            self._add(node, str(ast.literal_eval(node.args[0])), node.args[1])

    def _add(self, call: ast.Call, context: str, text: ast.expr) -> None:
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)) or not context:
            raise ValueError(f"{self._path}:{call.lineno}: a text must be written out, in a context")
        self.texts.append((context, text.value))


def _contexts(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "translate":
            yield str(ast.literal_eval(node.args[0]))


if __name__ == "__main__":
    current = texts()
    for path in sorted(FOLDER.glob("*.ts")):
        known = translations(path)
        write(path, current, known)
        missing = sum(text not in known for text in current)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(current)} texts, {missing} missing\n")
