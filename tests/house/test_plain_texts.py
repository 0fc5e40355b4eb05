"""Texts of the window are plain: what Qt might read as HTML goes through `plain_tip`, and rich-text parts are not used.

Qt guesses by the text whether a tooltip, a label or a message box is HTML, and HTML opens local files.
"""

from __future__ import annotations

import ast
import re

from tests.house.test_house import sources, trees

TIPS = {"setToolTip": 0, "setWhatsThis": 0, "setStatusTip": 0, "showText": 1, "showMessage": 1}  # index of the text
NUMBERS = {"exact", "day_range", "moment"}  # of app.ui.format: their texts come from no stranger
RICH = re.compile(
    r"import .*(QTextEdit|QTextBrowser)|QTextDocument|QErrorMessage|QInputDialog|QGraphicsTextItem"
    r"|setHtml|insertHtml|TextFormat\.(RichText|MarkdownText|AutoText)|QMessageBox\.(question|information|warning|critical|about)"
)
MANUAL = "app/ui/windows/help_window.py"  # shows documents of the program alone, and loads nothing
LABELS = {"app/ui/widgets/parts.py"}  # its `label` makes plain ones; elsewhere a QLabel shows a picture


def is_plain(text: ast.expr) -> bool:
    """Return whether an expression cannot be HTML: written in the code, a number, or made plain."""
    match text:
        case ast.Constant():
            return True
        case ast.IfExp(body=one, orelse=other):
            return is_plain(one) and is_plain(other)
        case ast.BoolOp(values=parts) | ast.JoinedStr(values=parts):
            return all(map(is_plain, parts))
        case ast.FormattedValue(value=part):
            return is_plain(part)
        case ast.Call(func=ast.Name(id="plain_tip")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="format"), attr=name)):
            return name in NUMBERS
        case ast.Call(func=ast.Name(id="_tr") | ast.Attribute(attr="tr" | "translate"), args=parts):
            return all(map(is_plain, parts))
        case ast.Call(func=ast.Attribute(value=whole, attr="replace"), args=[mark, part]):
            return is_plain(whole) and is_plain(mark) and is_plain(part)
    return False


def calls() -> list[tuple[str, ast.Call, str]]:
    """Every call of a function by name in the window: its place, the call, the name."""
    return [
        (f"{path}:{node.lineno}", node, node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id)
        for path, tree in trees().items()
        if path.startswith("app/ui/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
    ]


def test_every_tip_with_data_is_made_plain() -> None:
    tips = [(place, call.args[TIPS[name]]) for place, call, name in calls() if name in TIPS and call.args]
    assert len(tips) > 30
    assert [f"{place} {ast.unparse(text)}" for place, text in tips if not is_plain(text)] == []


def test_labels_and_message_boxes_take_no_html() -> None:
    labels = [place for place, call, name in calls() if name == "QLabel" and call.args]
    assert [place for place in labels if place.partition(":")[0] not in LABELS] == []
    texts = {path: text for path, text in sources().items() if path.startswith("app/ui/") and path != MANUAL}
    assert [f"{path}: {sign[0]}" for path, text in texts.items() for sign in RICH.finditer(text)] == []
    laid_out = {path: text for path, text in texts.items() if "= QStaticText(" in text}
    assert [path for path, text in laid_out.items() if ".setTextFormat(Qt.TextFormat.PlainText)" not in text] == []
