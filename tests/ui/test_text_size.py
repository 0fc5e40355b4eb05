"""The size of the text: it follows the system's and the zoom of the window, and everything has room for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.pages_table import PAGES
from app.ui.style import theme
from app.ui.widgets.elided_label import ElidedLabel
from tests.ui.fake_accounts import api_key
from tests.ui.fake_sharing import shared
from tests.ui.fakes import BLOG, FakeControl, FrameClient, busy, status
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import SIZE, SMALLEST, save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    """Window of a server with something on every page."""
    client = FrameClient(SITE, BLOG)
    client.now_active, client.shared_as, client.mode = busy(), shared(embedding="anywhere"), "local"
    client.api_keys = [api_key("key_1", "Monthly report")]
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    client.push(status())
    yield frame
    frame.close()
    theme.current().set_zoom(100)


def cut(window: QWidget) -> list[str]:
    """The texts on screen that have less room than they need."""
    texts = []
    for kind in (QLabel, QPushButton, QToolButton):
        for part in window.findChildren(kind):
            is_fitted = isinstance(part, ElidedLabel) or (isinstance(part, QLabel) and part.wordWrap())
            if part.isVisible() and part.text() and not is_fitted:
                need, has = part.minimumSizeHint(), part.size()
                if has.width() < need.width() or has.height() < need.height():
                    texts.append(f"{part.objectName()} {part.text()!r}: {has.toTuple()} < {need.toTuple()}")
    return texts


@pytest.mark.parametrize("zoom", [100, 125, 150])
@pytest.mark.parametrize("size", [SMALLEST, SIZE], ids=["small", "usual"])
def test_no_text_is_cut_on_any_page(frame: Frame, zoom: int, size: tuple[int, int]) -> None:
    theme.current().set_zoom(zoom)
    frame.window.pages.filter_requested.emit(Filter("country", "DE"))
    frame.window.resize(*size)
    faults = {}
    for page in PAGES:
        frame.window.actions_of_view.show_page(page.key)
        frame.qtbot.wait(250)
        save_screen(frame.window, f"text-{zoom}-{size[0]}-{page.key}", size, tones=("dark",))
        faults[page.key] = cut(frame.window)
    for k, v in faults.items():
        print(zoom, size, k, *v, sep="\n   ")
