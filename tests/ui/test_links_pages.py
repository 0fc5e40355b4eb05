"""Pages of links and pixels on a real server: written, shown with their numbers, copied, deleted."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.api.items.links import NewLink
from app.api.items.pixels import NewPixel
from app.domain.websites import NewWebsite
from app.ui.pages.links.link_form import LinkForm
from app.ui.pages.links.links import LinksPage
from app.ui.pages.links.pixel_form import PixelForm
from app.ui.pages.links.pixels import PixelsPage
from app.ui.pages.page import PageContext
from app.ui.widgets.toast import UndoOffer
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import MONTH
from tests.ui.screens import save_screen
from tests.ui.test_annotations_page import part

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Accept": "*/*",
    "Accept-Language": "en",
}


@pytest.fixture
def shop(shop: Shop, shop_context: PageContext) -> Iterator[Shop]:
    """The server with a website of this test."""
    site = shop.loop.submit(shop_context.client.add_website(NewWebsite("Mail", "mail.example"))).result(LIMIT_S)
    yield replace(shop, site=site)
    shop.loop.submit(shop_context.client.delete_website(site.id)).result(LIMIT_S)


def shown(qtbot: QtBot, page: LinksPage | PixelsPage, shop: Shop) -> None:
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "empty")


def texts(page: LinksPage | PixelsPage) -> list[str]:
    return [str(page.table.rows.index(0, column).data()) for column in range(page.table.rows.columnCount())]


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, which would lead out of this computer."""

    def redirect_request(self, *_: object) -> None:
        return None


def status_of(url: str) -> int:
    """Ask for an address as a person's browser does, and return the status."""
    request = urllib.request.Request(url, headers=BROWSER)  # noqa: S310  of the test's own server
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=LIMIT_S) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def saved(qtbot: QtBot, page: LinksPage | PixelsPage, values: dict[str, str]) -> None:
    dialog = part(page, QWidget, "record_dialog")
    for name, value in values.items():
        field = part(dialog, QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(value)
    with qtbot.waitSignal(dialog.accepted):  # type: ignore[attr-defined]
        part(dialog, QPushButton, "record_save").click()


def test_a_link_is_made_followed_switched_off_and_deleted(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    page = LinksPage(shop_context)
    shown(qtbot, page, shop)
    save_screen(page, "links-empty", (1060, 740))
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "link_name").setText("Spring mail")
    part(dialog, QLineEdit, "link_destination").setText("https://elsewhere.example/")
    part(dialog, QPushButton, "record_save").click()
    error = part(dialog, QLabel, "link_destination_url_error")
    assert isinstance(error, QLabel)
    assert error.text() == "Enter the address of a page on mail.example, such as https://mail.example/page."
    save_screen(dialog, "link-error", (520, dialog.height()))
    url = f"https://{shop.site.domain}/sale"
    saved(qtbot, page, {"link_destination": url, "link_utm_source": "mail", "link_utm_medium": "news"})
    qtbot.waitUntil(lambda: page.stack.state == "content")
    link = page.chosen
    assert link is not None
    assert status_of(f"{shop.server.url}/l/{link.slug}") == 302
    page.refresh()
    qtbot.waitUntil(lambda: texts(page)[2] == "1")
    assert texts(page) == ["Spring mail", link.tracking_url, "1", "1", "0", "\N{EN DASH}"]
    save_screen(page, "links", (1060, 740))
    page.open_chosen()
    code = part(page, QWidget, "qr_dialog")
    part(code, QPushButton, "qr_copy").click()
    assert QGuiApplication.clipboard().text() == link.tracking_url
    code.close()
    page.edit_chosen()
    part(part(page, QWidget, "record_dialog"), QCheckBox, "link_active").setChecked(False)
    saved(qtbot, page, {})
    qtbot.waitUntil(lambda: page.chosen is not None and not page.chosen.is_active)
    offers: list[UndoOffer] = []
    page.undo_offered.connect(offers.append)
    page.delete_chosen()
    assert page.stack.state == "empty"
    offers[-1].passed()
    qtbot.waitUntil(lambda: not shop.loop.submit(shop_context.client.list_links(shop.site.id)).result(LIMIT_S))


def test_a_pixel_is_made_seen_and_its_line_copied(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    page = PixelsPage(shop_context)
    shown(qtbot, page, shop)
    page.edit_new()
    saved(qtbot, page, {"pixel_name": "Invoice mail"})
    qtbot.waitUntil(lambda: page.stack.state == "content")
    pixel = page.chosen
    assert pixel is not None
    assert status_of(f"{shop.server.url}/p/{pixel.pixel_key}.gif") == 200
    page.refresh()
    qtbot.waitUntil(lambda: texts(page)[2] == "1")
    save_screen(page, "pixels", (1060, 740))
    page.open_chosen()
    dialog = part(page, QWidget, "pixel_dialog")
    code = part(dialog, QPlainTextEdit, "pixel_snippet")
    assert isinstance(code, QPlainTextEdit)
    part(dialog, QPushButton, "pixel_copy").click()
    assert QGuiApplication.clipboard().text() == code.toPlainText() == pixel.snippet
    save_screen(dialog, "pixel-line", (520, dialog.height()))
    dialog.close()


def test_a_page_of_an_older_domain_is_no_problem_while_it_stays(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    client, url = shop_context.client, f"https://{shop.site.domain}/"
    link = shop.loop.submit(client.add_link(shop.site.id, NewLink(name="a", destination_url=url))).result(LIMIT_S)
    pixel = shop.loop.submit(client.add_pixel(shop.site.id, NewPixel(name="a", default_url=url))).result(LIMIT_S)
    link_form, pixel_form = LinkForm("new.example", link), PixelForm("new.example", pixel)
    for form, line, key in (
        (link_form, "link_destination", "destination_url"),
        (pixel_form, "pixel_page", "default_url"),
    ):
        qtbot.addWidget(form)
        assert form.problems() == {}
        field = form.findChild(QLineEdit, line)
        assert isinstance(field, QLineEdit)
        field.setText(f"{url}other")
        assert list(form.problems()) == [key]
