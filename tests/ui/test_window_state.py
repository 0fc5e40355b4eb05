"""Window state restored at the next start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.domain.reports.request import Filter
from app.ui.ranges import CompareChoice
from app.ui.view import View
from app.ui.window_state import MOST_SERVERS, WindowState


def test_view_theme_and_geometry_are_restored(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    view = View(
        "site_1",
        "realtime",
        preset="",
        start=date(2026, 1, 3),
        end=date(2026, 1, 9),
        compare=CompareChoice("previous_year"),
        filters=(Filter("page", '/a, "b"; c=%20', is_excluded=True), Filter("city", "Zürich")),
        include_bots=True,
        granularity="hour",
    )
    first = WindowState(path)
    first.view, first.theme, first.on_close, first.geometry = view, "light", "background", QByteArray(b"\x00\x01geo")
    first.save()
    second = WindowState(path)
    assert (second.view, second.theme, second.on_close) == (view, "light", "background")
    assert second.geometry == QByteArray(b"\x00\x01geo")


def test_the_width_of_drawers_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    state = WindowState(path)
    assert state.drawer_width == 0, "not chosen yet"
    state.drawer_width = 420
    state.save()
    assert WindowState(path).drawer_width == 420
    path.write_text("[General]\ndrawer_width=wide\n", encoding="utf-8")
    assert WindowState(path).drawer_width == 0


def test_a_first_start_has_defaults(tmp_path: Path) -> None:
    fresh = WindowState(tmp_path / "none.ini")
    assert (fresh.view, fresh.theme, fresh.on_close) == (View(), "system", "ask")
    assert fresh.geometry.isEmpty()


def test_a_damaged_file_gives_defaults(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    damaged = QSettings(str(path), QSettings.Format.IniFormat)
    for key, value in {"view": "zz", "theme": "pink", "on_close": "never", "geometry": "text"}.items():
        damaged.setValue(key, value)
    damaged.sync()
    read = WindowState(path)
    assert (read.view, read.theme, read.on_close, read.geometry.isEmpty()) == (View(), "system", "ask", True)


def test_the_last_servers_are_remembered_in_order_and_can_be_forgotten(tmp_path: Path) -> None:
    window_state = WindowState(tmp_path / "window.ini")
    for number in range(MOST_SERVERS + 2):
        window_state.add_server(f"http://nas-{number}:3000")
    window_state.add_server("http://nas-4:3000")
    window_state.forget_server("http://nas-6:3000")
    window_state.save()
    kept = WindowState(tmp_path / "window.ini").servers
    assert kept[:2] == ("http://nas-4:3000", "http://nas-7:3000")
    assert len(kept) == MOST_SERVERS - 1


def test_an_unreadable_list_of_servers_is_empty(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\nservers=zz\n")
    assert WindowState(tmp_path / "window.ini").servers == ()


def test_windows_share_what_is_for_all_and_have_their_own_place_and_view(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first, second = WindowState(path), WindowState(path, 2)
    first.view, second.view = View("site_1"), View("site_2")
    second.server, second.theme, first.further_windows = "http://nas:3000", "light", (2, 5)
    first.save()
    assert (WindowState(path).view.website_id, WindowState(path, 2).view.website_id) == ("site_1", "site_2")
    assert (WindowState(path).server, WindowState(path, 2).server) == ("", "http://nas:3000")
    assert (WindowState(path).theme, WindowState(path).further_windows) == ("light", (2, 5))
    damaged = QSettings(str(path), QSettings.Format.IniFormat)
    damaged.setValue("windows", "2 2 1 x -3 999999 ² 4")
    damaged.sync()
    assert WindowState(path).further_windows == (2, 4)
