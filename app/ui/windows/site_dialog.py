"""Site dialog: add, change and delete a site."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.ui.bridge import Bridge
from app.ui.texts import sample_offer, sample_progress
from app.ui.translation import filled, translator
from app.ui.widgets.parts import button, column, frame, label, paragraph, row
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog
from app.ui.windows.fitted_dialog import FittedDialog
from app.ui.windows.site_form import SiteForm
from app.ui.windows.snippet_view import SnippetView

_tr = translator("SiteDialog")

_WIDTH = 560


class SiteDialog(FittedDialog):
    """Adds a site when `website` is None, changes it otherwise. saved, sample_added carry the WebsiteReply.

    After adding, the dialog stays open with the snippet, which is needed next.
    """

    saved = Signal(object)
    sample_added = Signal(object)
    delete_requested = Signal(object)  # WebsiteReply

    def __init__(
        self,
        bridge: Bridge,
        client: ApiClient,
        server_url: str,
        website: WebsiteReply | None,
        parent: QWidget | None,
        *,
        offers_sample: bool = False,
    ) -> None:
        super().__init__("site_dialog", _WIDTH, parent)
        self._bridge, self._client, self._server_url, self._website = bridge, client, server_url, website
        self._form = SiteForm()
        self._form.submitted.connect(self._save)
        self._snippet = SnippetView()
        self._sample_button: QPushButton = button(sample_offer(), "site_sample", self._add_sample, icon_name="flask")
        self._sample_button.setVisible(offers_sample)
        self._progress = paragraph("", "muted", "site_progress")
        self._progress.hide()
        self._save_button: QPushButton = button(
            self.tr("Save") if website else self.tr("Add site"), "site_save", self._save, role="primary"
        )
        self._form_part, self._added_part = self._form_step(), self._added_step()
        self._added_part.hide()
        # Not a stack: the dialog fits the height of the step shown, wrapped texts included.
        self.setLayout(column(self._form_part, self._added_part, margins=5))
        self.setWindowTitle(self.tr("Edit site") if website else self.tr("Add site"))
        if website is not None:
            self._form.show_website(website)
            self._snippet.show_website(website, server_url)
        for push in self.findChildren(QPushButton):
            push.setAutoDefault(False)  # otherwise Enter would press the first button
        self._save_button.setDefault(True)
        self._form.setFocus()

    def _form_step(self) -> QWidget:
        cancel = button(self.tr("Cancel"), "site_cancel", self.reject)
        buttons = row(self._sample_button, None, cancel, self._save_button)
        layout = column(self._form, gap=4)
        if (website := self._website) is not None:
            layout.addWidget(frame("hairline"))
            layout.addWidget(label(self.tr("Snippet"), "heading"))
            layout.addWidget(self._snippet)
            text = self.tr("Delete site\N{HORIZONTAL ELLIPSIS}")
            delete = button(text, "site_delete", lambda: self.delete_requested.emit(website), icon_name="trash")
            buttons.insertWidget(0, delete)
        layout.addWidget(self._progress)
        layout.addStretch(1)
        layout.addLayout(buttons)
        step = QWidget()
        step.setLayout(layout)
        return step

    def _added_step(self) -> QWidget:
        self._added_title = label("", "title", "site_added")
        done = button(self.tr("Done"), "site_done", self.accept, role="primary")
        text = paragraph(self.tr("Add this line to your pages, and visits appear here as they happen."), "muted")
        layout = column(self._added_title, text, gap=3)
        if self._website is None:
            layout.addWidget(self._snippet)
        layout.addStretch(1)
        layout.addLayout(row(None, done))
        step = QWidget()
        step.setLayout(layout)
        return step

    def _save(self) -> None:
        if not self._save_button.isEnabled():
            return
        self._form.clear_errors()
        self._save_button.setEnabled(False)
        if self._website is None:
            call = self._client.add_website(self._form.new_website())
        else:
            call = self._client.change_website(self._website.id, self._form.change())
        self._bridge.run(call, self._on_saved, self._on_failed)

    def _add_sample(self) -> None:
        self._form.clear_errors()
        self._set_making_sample(True)
        self._bridge.run(self._client.add_sample_website(), self._on_sample_added, self._on_failed)

    def _set_making_sample(self, is_making: bool) -> None:
        for widget in (self._form, self._save_button, self._sample_button):
            widget.setEnabled(not is_making)
        self._progress.setText(sample_progress() if is_making else "")
        self._progress.setVisible(is_making)

    def _on_sample_added(self, website: WebsiteReply) -> None:
        self.sample_added.emit(website)
        self.accept()

    def _on_saved(self, website: WebsiteReply) -> None:
        self._save_button.setEnabled(True)
        self.saved.emit(website)
        if self._website is not None:
            self.accept()
            return
        self._added_title.setText(self.tr("%1 is ready").replace("%1", website.name))
        self._snippet.show_website(website, self._server_url)
        self._form_part.hide()
        self._added_part.show()

    def _on_failed(self, error: AppError) -> None:
        self._set_making_sample(False)
        self._form.show_error(error)


def confirm_delete(
    website: WebsiteReply, server: str, act: Callable[[], object], parent: QWidget | None
) -> ConfirmDialog:
    """Return a dialog that asks whether to delete `website` and its data.

    server: name of the remote server that has it, blank for the local one. act: deletes it.
    """
    if website.is_sample:
        question = filled(_tr("Remove the sample site on %1?"), server) if server else _tr("Remove the sample site?")
        detail = _tr("Its sample visits are deleted as well. Your own sites are not affected.")
    else:
        question = filled(_tr("Delete “%1” on %2?") if server else _tr("Delete “%1”?"), website.name, server)
        detail = _tr(
            "This deletes every pageview, event and session recorded for %1, and the snippet on its pages stops "
            "counting. It cannot be undone."
        ).replace("%1", website.domain)
    verb = _tr("Remove the sample site") if website.is_sample else _tr("Delete %1").replace("%1", website.name)
    choices = (
        Choice("delete_cancel", _tr("Keep it"), is_default=True),
        Choice("delete_confirm", verb.replace("&", "&&"), act, role="danger"),
    )
    return ConfirmDialog("delete_dialog", _tr("Delete site"), question, detail, choices, parent, "warning", server)
