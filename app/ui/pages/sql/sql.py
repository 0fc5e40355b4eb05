"""SQL page: one SELECT at a time over the views of the server, with its rows below."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.domain.sql_query import DEFAULT_ROWS, LONGEST_SQL, MOST_ROWS, SqlResult, SqlView
from app.ui import format
from app.ui.models.table_files import FileKind
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.sql.result_table import SqlResultTable
from app.ui.style import theme
from app.ui.texts import plain_tip
from app.ui.translation import filled
from app.ui.widgets.fields import choice_box
from app.ui.widgets.files.saving import add_file_actions, ask_table_path, table_file
from app.ui.widgets.parts import button, column, follow_text, label, paragraph, popup_below, row, set_tone
from app.ui.widgets.state_stack import StateStack

EXAMPLE = """\
SELECT path, count(*) AS pageviews, count(DISTINCT visitor) AS visitors
FROM events
WHERE event_type = 'pageview' AND NOT is_bot
GROUP BY path
ORDER BY pageviews DESC"""
_ROW_CHOICES = (DEFAULT_ROWS, 10_000, MOST_ROWS)
_EDITOR_HEIGHT, _VIEWS_WIDTH = 180, 250  # pixels at a scale of 1


class SqlPage(WindowPage):
    """Page that asks when its button is pressed, and whose question and rows stay while other pages are shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("sql_page")
        self._views: tuple[SqlView, ...] = ()
        self._began_s = 0.0
        self._editor = self._new_editor()
        self._tree = self._new_tree()
        self.table = SqlResultTable("sql_rows", self.tr("Rows"))
        self._error = paragraph("", "", "sql_error")
        set_tone(self._error, "down")
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error.hide()
        body = QWidget()
        question = row(self._editor, self._tree, gap=3)
        body.setLayout(column(question, self._bar(), self._error, self.table, gap=3, margins=4))
        self.stack = StateStack(body, "sql_state")
        self.stack.retry.connect(self.refresh)
        self.setLayout(column(self.stack))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.run)
        self._show_running(is_running=False)

    def show_site(self, site: WebsiteReply | None, request: ReportRequest) -> None:
        """Keep the website without loading: the page is about all of them."""
        self._site, self._request = site, request
        if not self._views:
            self.refresh()

    def refresh(self) -> None:
        self.load(is_other_site=False)

    def load(self, *, is_other_site: bool) -> None:
        self.stack.show_loading()
        self.ask("views", self.client.sql_views(), self._on_views, self.stack.show_error)

    @Slot()
    def run(self) -> None:
        """Ask what the editor says, in place of a question that is still open."""
        sql = self._editor.toPlainText().strip()
        if not sql:
            return
        if len(sql) > LONGEST_SQL:
            self._show_error(filled(self.tr("SQL has at most %1 characters."), format.exact(LONGEST_SQL)))
            return
        self._began_s = time.monotonic()
        self._error.hide()
        self._show_running(is_running=True)
        self.ask("run", self.client.run_sql(sql, self._rows.currentData()), self._on_result, self._on_failed)

    @Slot()
    def stop(self) -> None:
        """End the question, on the server too."""
        self.withdraw("run")
        self._show_running(is_running=False)
        self._count.setText(self.tr("Stopped"))

    def withdraw(self, *names: str) -> None:
        super().withdraw(*names)
        if not names:  # the window has lost its server
            self._show_running(is_running=False)

    def _new_editor(self) -> QPlainTextEdit:
        editor = QPlainTextEdit(EXAMPLE)
        editor.setObjectName("sql_text")
        editor.setProperty("role", "code")
        editor.setAccessibleName(self.tr("SQL"))
        editor.setTabChangesFocus(True)
        editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        follow_text(editor, lambda: editor.setFont(theme.current().fixed_font()))
        follow_text(editor, lambda: editor.setFixedHeight(theme.current().sized(_EDITOR_HEIGHT)))
        return editor

    def _new_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("sql_views")
        tree.setAccessibleName(self.tr("Views and their columns"))
        tree.setHeaderHidden(True)
        tree.itemActivated.connect(self._on_name)
        tree.itemDoubleClicked.connect(self._on_name)
        follow_text(tree, lambda: tree.setFixedWidth(theme.current().sized(_VIEWS_WIDTH)))
        follow_text(tree, lambda: tree.setFixedHeight(theme.current().sized(_EDITOR_HEIGHT)))
        return tree

    def _bar(self) -> QWidget:
        self._run = button(self.tr("Run"), "sql_run", self.run, role="primary", icon_name="play")
        self._run.setToolTip(plain_tip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)))
        self._stop = button(self.tr("Stop"), "sql_stop", self.stop, icon_name="stop")
        texts = [(rows, filled(self.tr("At most %1 rows"), format.exact(rows))) for rows in _ROW_CHOICES]
        self._rows = choice_box("sql_most_rows", self.tr("Most rows"), texts)
        self._count = label("", "caption", "sql_count")
        self._save = button(self.tr("Save"), "sql_save", icon_name="download")
        menu = QMenu(self._save)
        add_file_actions(menu, self._on_save)
        self._save.clicked.connect(partial(popup_below, menu, self._save))
        bar = QWidget()
        bar.setLayout(row(self._run, self._stop, self._rows, self._count, None, self._save))
        return bar

    def _on_views(self, views: tuple[SqlView, ...]) -> None:
        self._views = views
        self._tree.clear()
        for view in views:
            item = QTreeWidgetItem([view.name])
            item.setToolTip(0, plain_tip(view.about))
            for part in view.columns:
                child = QTreeWidgetItem([part.name])
                child.setToolTip(0, plain_tip(part.about))
                item.addChild(child)
            self._tree.addTopLevelItem(item)
            item.setExpanded(view.name == "events")
        self.stack.show_content()

    @Slot(QTreeWidgetItem, int)
    def _on_name(self, item: QTreeWidgetItem, _column: int) -> None:
        """Write a column into the question. A view only opens."""
        if item.parent() is not None:
            self._editor.insertPlainText(item.text(0))
            self._editor.setFocus()

    def _on_result(self, result: SqlResult) -> None:
        self._show_running(is_running=False)
        self.table.show_result(result)
        text = self.tr("the first %1 rows") if result.is_cut else self.tr("%1 rows", n=len(result.rows))
        text = filled(text, format.exact(len(result.rows)))
        seconds = format.decimal(time.monotonic() - self._began_s, 2)
        self._count.setText(filled(self.tr("%1 in %2 s"), text, seconds))
        self._save.setEnabled(bool(result.columns))

    def _on_failed(self, error: AppError) -> None:
        self._show_running(is_running=False)
        self._show_error(error.message)

    def _show_error(self, text: str) -> None:
        self._count.setText("")
        self._error.setText(text)
        self._error.show()

    def _show_running(self, *, is_running: bool) -> None:
        self._stop.setEnabled(is_running)
        self._save.setEnabled(not is_running and bool(self.table.rows.result.columns))
        if is_running:
            self._count.setText(self.tr("Running\N{HORIZONTAL ELLIPSIS}"))

    def _on_save(self, kind: FileKind) -> None:
        if (path := ask_table_path(self, "sql", kind)) is not None:
            result = self.table.rows.result
            self.save_file(table_file(path, [part.name for part in result.columns], result.rows))
