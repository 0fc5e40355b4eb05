"""State section: a section of one report that is loading, has content, is empty or failed."""

from __future__ import annotations

from app.domain.errors import AppError
from app.ui.pages.reports.sections.section import Section
from app.ui.widgets.state_stack import StateStack


class StateSection(Section):
    """A panel with a `stack`, which subclasses create. They say what they ask, and show the replies."""

    stack: StateStack

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "panel")

    @property
    def is_empty(self) -> bool:
        return self.stack.state == "empty"

    def ask_again(self) -> None:
        """Ask for this section alone after another choice, dimming what is shown."""
        self.stack.show_loading(is_other=True)
        self.needed.emit(self.questions())

    def show_loading(self) -> None:
        self.stack.show_loading()

    def show_error(self, error: AppError) -> None:
        self.stack.show_error(error)

    def stop_loading(self, error: AppError) -> None:
        self.stack.stop_loading(error)

    def forget(self) -> None:
        self.stack.forget()
