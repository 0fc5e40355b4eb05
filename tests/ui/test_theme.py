"""Theme: system, dark and light mode; icons and fonts follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.resources import resource_path
from app.ui.style.colours import DARK, LIGHT
from app.ui.style.icons import icon, pixmap
from app.ui.style.theme import TEXT_SIZES, Theme, current
from tests.ui.screens import toned


@pytest.fixture
def look() -> Iterator[Theme]:
    look = current()
    yield look
    look.set_mode("dark")


def test_the_mode_selects_the_colours_and_is_announced(qtbot: QtBot, look: Theme) -> None:
    with qtbot.waitSignal(look.changed):
        look.set_mode("light")
    assert look.colours is LIGHT
    assert QApplication.palette().window().color().name().upper() == LIGHT.canvas
    with qtbot.assertNotEmitted(look.changed):
        look.set_mode("light")
    look.set_mode("dark")
    assert look.colours is DARK


def test_the_system_mode_follows_the_system(qtbot: QtBot, look: Theme) -> None:
    look.set_mode("system")
    hints = QGuiApplication.styleHints()
    assert look.is_dark is (hints.colorScheme() != Qt.ColorScheme.Light)
    with qtbot.waitSignal(look.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    look.set_mode("dark")
    with qtbot.assertNotEmitted(look.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_an_icon_has_every_dot_of_a_screen_at_200_percent() -> None:
    picture = icon("check").pixmap(QSize(16, 16), 2.0, QIcon.Mode.Normal, QIcon.State.Off)
    assert (picture.size(), picture.devicePixelRatio()) == (QSize(32, 32), 2.0)


def test_the_style_sheet_finds_its_marks_wherever_temporary_files_are(
    look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Jürgen's (temporary) {files} #1"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    moved = Theme("dark")
    sheet = moved.stylesheet()
    assert list(folder.glob("*/dark/check.svg"))
    marks = set(re.findall(r"url\(([^)]*)\)", sheet))
    assert "darkmarks:check.svg" in marks
    assert [mark for mark in marks if not QFile.exists(mark)] == []
    look.stylesheet()  # its own folder is the one that is asked again


def test_icons_already_set_on_a_widget_follow_the_theme(look: Theme) -> None:
    def ink(held: QIcon) -> set[str]:
        image = held.pixmap(QSize(20, 20)).toImage()
        points = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        return {point.name().upper() for point in points if point.alpha() == 255}

    held = icon("dot", "text")
    assert DARK.text in ink(held)
    with toned("light"):
        assert LIGHT.text in ink(held)


def test_every_icon_can_be_drawn() -> None:
    names = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    assert len(names) > 50
    for name in names:
        assert not pixmap(name, "text", 16, 2.0).isNull()
        assert pixmap(name, "text", 16, 2.0).toImage().constBits().tobytes().strip(b"\0"), f"{name} is empty"


def test_a_missing_icon_is_an_error_that_names_it() -> None:
    with pytest.raises(FileNotFoundError, match="no-such"):
        pixmap("no-such")


def test_digits_have_equal_width(look: Theme) -> None:
    for size in TEXT_SIZES:
        metrics = QFontMetrics(look.font(size))
        assert len({metrics.horizontalAdvance(figure * 4) for figure in "0123456789"}) == 1


def test_the_packaged_font_is_used_and_survives_the_style_sheet(qtbot: QtBot, look: Theme) -> None:
    text = QLabel("12,480")
    text.setProperty("role", "number")
    qtbot.addWidget(text)
    text.show()
    assert QFontInfo(text.font()).family() == "Source Sans Pro"
    assert text.font().pixelSize() == TEXT_SIZES["number"]
    assert text.font().featureTags()
