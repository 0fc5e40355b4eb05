"""Link form: name, page, and the campaign that goes into its address."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.api.items.links import LinkChange, LinkReply, NewLink
from app.domain.errors import BadRequest
from app.domain.items.targets import MAX_URL_LENGTH, MAX_UTM_LENGTH, UTM_NAMES, checked_target
from app.domain.websites import MAX_NAME_LENGTH
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line

_tr = translator("LinkForm")


def page_problem(url: str, domain: str, kept: str | None) -> str:
    """Return a sentence about an address that is no page of the website with this domain, else an empty text.

    kept: the address so far, which may stay when the website has another domain now.
    """
    if url.strip() == kept:
        return ""
    try:
        checked_target(url, "", "", domain)
    except BadRequest:
        return _tr("Enter the address of a page on %1, such as https://%1/page.").replace("%1", domain)
    return ""


class LinkForm(Form):
    """Fields of a campaign link. domain: of the website; link: shown at first, None for a new one."""

    def __init__(self, domain: str, link: LinkReply | None) -> None:
        super().__init__("link")
        self._domain = domain
        self._kept = None if link is None else link.destination_url
        titles = {
            "utm_source": (_tr("Source"), "newsletter"),
            "utm_medium": (_tr("Medium"), "email"),
            "utm_campaign": (_tr("Campaign"), "spring"),
            "utm_term": (_tr("Term"), ""),
            "utm_content": (_tr("Content"), ""),
        }
        self._link_name = line("link_name", _tr("Name"), _tr("Spring newsletter"))
        self._link_name.setMaxLength(MAX_NAME_LENGTH)
        self._url = line("link_destination", _tr("Leads to"), f"https://{domain}/")
        self._url.setMaxLength(MAX_URL_LENGTH)
        self._parts: dict[str, QLineEdit] = {}
        self.add("name", self._link_name)
        self.add("destination_url", self._url, _tr("A page of %1").replace("%1", domain))
        for name, (title, example) in titles.items():
            self._parts[name] = line(f"link_{name}", title, example)
            self._parts[name].setMaxLength(MAX_UTM_LENGTH)
            self.add(name, self._parts[name])
        self._is_active = QCheckBox(_tr("The link works"))
        self._is_active.setObjectName("link_active")
        self._is_active.setChecked(True)
        self.add_below(self._is_active)
        self._is_active.setVisible(link is not None)
        if link is not None:
            self._link_name.setText(link.name)
            self._url.setText(link.destination_url)
            self._is_active.setChecked(link.is_active)
            for name in UTM_NAMES:
                self._parts[name].setText(getattr(link, name) or "")

    def problems(self) -> Mapping[str, str]:
        missing = {
            "name": "" if self._link_name.text().strip() else _tr("Enter a name."),
            "destination_url": page_problem(self._url.text(), self._domain, self._kept),
        }
        return {key: text for key, text in missing.items() if text}

    def new_link(self) -> NewLink:
        return NewLink(
            name=self._link_name.text().strip(), destination_url=self._url.text().strip(), **self._campaign()
        )

    def change(self) -> LinkChange:
        return LinkChange(
            name=self._link_name.text().strip(),
            destination_url=self._url.text().strip(),
            is_active=self._is_active.isChecked(),
            **self._campaign(),
        )

    def _campaign(self) -> dict[str, str | None]:
        return {name: part.text().strip() or None for name, part in self._parts.items()}
