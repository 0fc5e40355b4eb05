"""Dialogs that add, edit and delete websites, and save the filters of one as a segment."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from app.api.wire import WebsiteReply
from app.domain.items.segments import Segment
from app.ui.pages.records.record_dialog import RecordDialog
from app.ui.pages.records.segment_form import EDITOR_WIDTH, SegmentForm, ValueSuggestions
from app.ui.shell.page_stack import PageStack
from app.ui.window_context import WindowContext
from app.ui.windows.site_dialog import SiteDialog, confirm_delete


class SiteActions(QObject):
    """Opens the dialogs and updates the workspace. notice: the result as a sentence."""

    notice = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context.window)
        self._bridge, self._link = context.bridge, context.link
        self._workspace, self._window = context.workspace, context.window
        self._dialog: QDialog | None = None

    def serve(self, pages: PageStack) -> None:
        """Do what the pages ask for."""
        pages.snippet_requested.connect(self.edit)
        pages.add_site_requested.connect(self.add)
        pages.delete_site_requested.connect(self.delete)
        pages.site_changed.connect(self._workspace.update)

    def add(self) -> None:
        self._open(None)

    def edit(self) -> None:
        if (website := self._workspace.website) is not None:
            self._open(website)

    def delete(self) -> None:
        if (website := self._workspace.website) is not None:
            self.ask_delete(website)

    def ask_delete(self, website: WebsiteReply) -> None:
        """Ask for confirmation, then delete."""
        parent = self._dialog or self._window
        confirm_delete(website, self._link.place_name, lambda: self._delete(website), parent).open()

    def save_segment(self) -> None:
        """Open the editor for a segment of the filters that are set."""
        client, website = self._link.client, self._workspace.website
        if client is None or website is None:
            return
        request, website_id = self._workspace.request(), website.id
        form = SegmentForm(request.filters)
        ValueSuggestions(self._bridge, client, website_id, request, form.editor)
        dialog = RecordDialog(
            self._bridge,
            form,
            lambda: client.add_segment(website_id, form.new_segment()),
            self.tr("New segment"),
            EDITOR_WIDTH,
            self._window,
        )
        dialog.saved.connect(self._on_segment)
        dialog.open()

    def _on_segment(self, segment: Segment) -> None:
        self.notice.emit(self.tr("The segment %1 has been saved").replace("%1", segment.name))

    def _open(self, website: WebsiteReply | None) -> None:
        client, address = self._link.client, self._link.address
        if client is None or address is None:
            return
        offers_sample = website is None and not any(site.is_sample for site in self._workspace.websites)
        dialog = SiteDialog(self._bridge, client, address.url, website, self._window, offers_sample=offers_sample)
        dialog.saved.connect(self._workspace.choose)
        dialog.sample_added.connect(self._show_sample)
        dialog.delete_requested.connect(self.ask_delete)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def _show_sample(self, website: WebsiteReply) -> None:
        """Show the visits of the sample website, whose numbers are what it was added for."""
        self._workspace.choose(website)
        self._workspace.show(replace(self._workspace.view, page="overview"))

    def _on_closed(self) -> None:
        self._dialog = None

    def _delete(self, website: WebsiteReply) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        if (client := self._link.client) is not None:
            # Not a call of a page: it must not be withdrawn when another page is shown.
            self._bridge.run(client.delete_website(website.id), lambda _: self._on_deleted(website))

    def _on_deleted(self, website: WebsiteReply) -> None:
        self._workspace.forget(website.id)
        self.notice.emit(self.tr("%1 has been deleted").replace("%1", website.name))
