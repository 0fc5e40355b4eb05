"""Bring resources/languages/*.ts up to the texts of the window: `make texts`. Translations are kept, old texts go.

The files have the form of Qt Linguist. Qt's own lupdate knows the context of a class, but not that of a module.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
UI = ROOT / "app" / "ui"
FOLDER = ROOT / "resources" / "languages"

Text = tuple[str, str]  # context and text
Forms = tuple[str, ...]  # a translation: one form, or one for each kind of number of its language
FORMS = {"en": 2, "de": 2, "ja": 1}  # of a text about a number: Qt Linguist's order, such as singular, plural


def texts(folder: Path = UI) -> dict[Text, bool]:
    """Return every text that a user can see, by file and place, and whether its form depends on a number.

    Raises ValueError for one that is not written out.
    """
    all_texts: dict[Text, bool] = {}
    for path in sorted(folder.rglob("*.py")):
        finder = _Finder(path)
        finder.visit(ast.parse(path.read_text(encoding="utf-8")))
        for text, is_counted in finder.texts.items():
            all_texts[text] = all_texts.get(text, False) or is_counted
    return all_texts


def needed(language: str, all_texts: Mapping[Text, bool]) -> dict[Text, int]:
    """Return the texts that a catalogue has, and how many forms of each. English has those about numbers alone."""
    return {
        text: FORMS[language] if is_counted else 1
        for text, is_counted in all_texts.items()
        if is_counted or language != "en"
    }


def translations(path: Path) -> dict[Text, Forms]:
    """Return the translations of a catalogue of which no form is blank."""
    root = ElementTree.parse(path).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): forms
        for context in root.iter("context")
        for message in context.iter("message")
        if (forms := _forms(message)) and all(forms)
    }


def _forms(message: ElementTree.Element) -> Forms:
    counted = message.findall("translation/numerusform")
    return tuple(form.text or "" for form in counted) if counted else (message.findtext("translation", ""),)


def write(path: Path, all_texts: Mapping[Text, bool], known: Mapping[Text, Forms]) -> None:
    """Write a catalogue. Texts without a translation, or with another number of forms, are marked as unfinished."""
    all_forms = needed(path.stem, all_texts)
    root = ElementTree.Element("TS", version="2.1", language=path.stem, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for name in sorted({context for context, _ in all_forms}):
        contexts[name] = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(contexts[name], "name").text = name
    for (context, text), count in all_forms.items():
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        forms = known.get((context, text), ())
        if len(forms) != count:
            translation.set("type", "unfinished")
            forms = ("",) * count
        if all_texts[context, text]:
            message.set("numerus", "yes")
            for form in forms:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0]
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


class _Finder(ast.NodeVisitor):
    """Collects the texts of one module: those of `tr` belong to their class, those of `_tr` to the module's context.

    A number beside the text chooses its form: `_tr(text, n)`, `self.tr(text, n=n)`.
    """

    def __init__(self, path: Path) -> None:
        self.texts: dict[Text, bool] = {}
        self._path = path
        self._classes: list[str] = []
        self._module_context = ""

    def visit_Module(self, node: ast.Module) -> None:
        for statement in node.body:
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "_tr":
                assert isinstance(statement.value, ast.Call)  # of `translator`
                self._module_context = str(ast.literal_eval(statement.value.args[0]))
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name != "translator":
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Name) and function.id == "_tr":
            self._add(node, self._module_context, node.args[0], is_counted=len(node.args) > 1)
        elif isinstance(function, ast.Attribute) and function.attr == "tr":
            if not (isinstance(function.value, ast.Name) and function.value.id == "self"):
                raise ValueError(f"{self._path}:{node.lineno}: only a class's own `tr` has a context")
            self._add(node, self._classes[-1], node.args[0], is_counted=any(key.arg == "n" for key in node.keywords))
        elif isinstance(function, ast.Attribute) and ast.unparse(function) == "QCoreApplication.translate":
            self._add(node, str(ast.literal_eval(node.args[0])), node.args[1], is_counted=len(node.args) > 3)

    def _add(self, call: ast.Call, context: str, text: ast.expr, *, is_counted: bool) -> None:
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)) or not context:
            raise ValueError(f"{self._path}:{call.lineno}: a text must be written out, in a context")
        key = context, text.value
        self.texts[key] = self.texts.get(key, False) or is_counted


if __name__ == "__main__":
    current = texts()
    for path in sorted(FOLDER.glob("*.ts")):
        known = translations(path)
        write(path, current, known)
        forms = needed(path.stem, current)
        missing = sum(len(known.get(text, ())) != count for text, count in forms.items())
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(forms)} texts, {missing} missing\n")
