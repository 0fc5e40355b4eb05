"""Person at a desktop, with a mouse alone or with a keyboard alone, and the program in a process of its own.

The desktop is a real X screen under a window manager, to which `xdotool` sends input as hardware would. Where one of
them is missing (macOS, or a computer on which nothing may be installed), the same acts go through Qt's own events.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Client, Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar, cast

import pytest

from tests.e2e.display import Display, display, window_manager
from tests.e2e.probe import Place, Seen
from tests.program import ROOT, Program, started

LIMIT_S = 20.0
PAUSE_S = 0.03
MOST_STOPS = 150  # Tab presses to go round any page
TOOLS = ("Xvfb", "jwm", "xdotool")
INPUT = "DESKTOP_INPUT"  # "qt": do without a screen, although there is one


P = TypeVar("P", bound="Person")


class Hands(Protocol):
    """Mouse and keyboard. keys: a portable text of Qt, such as Ctrl+K."""

    def click(self, place: Place, count: int = 1) -> None: ...
    def wheel(self, place: Place, steps: int) -> None: ...
    def key(self, keys: str) -> None: ...
    def type(self, text: str) -> None: ...


class ScreenHands:
    """Input of an X screen."""

    def __init__(self, screen: Display) -> None:
        self.screen = screen
        self._environ = os.environ | {"DISPLAY": screen.name}

    def click(self, place: Place, count: int = 1) -> None:
        self._do("mousemove", *map(str, place), "click", "--delay", "20", "--repeat", str(count), "1")

    def wheel(self, place: Place, steps: int) -> None:
        self._do("mousemove", *map(str, place), "click", "--delay", "5", "--repeat", str(abs(steps)), "45"[steps > 0])

    def key(self, keys: str) -> None:
        *modifiers, key = keys.split("+")
        last = key.lower() if len(key) == 1 or key == "Space" else key  # a capital letter would be typed with Shift
        self._do("key", "+".join([*map(str.lower, modifiers), last]))

    def type(self, text: str) -> None:
        self._do("type", "--delay", "2", text)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environ, check=True, timeout=LIMIT_S)


class QtHands:
    """Events of Qt, made in the program."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def click(self, place: Place, count: int = 1) -> None:
        self._ask("click", *place, count)

    def wheel(self, place: Place, steps: int) -> None:
        self._ask("wheel", *place, steps)

    def key(self, keys: str) -> None:
        self._ask("key", keys)

    def type(self, text: str) -> None:
        self._ask("type", text)


class Person(ABC):
    """Person who sees the window; how things are done is a matter of `ByMouse` and `ByKeyboard`."""

    def __init__(self, connection: Connection, hands: Hands | None, program: Program) -> None:
        self._connection, self.program = connection, program
        self.hands = hands or QtHands(self._ask)

    def _ask(self, name: str, *arguments: object) -> Any:
        self._connection.send((name, arguments))
        assert self._connection.poll(LIMIT_S), f"the program did not answer {name}{arguments}"
        if isinstance(answer := self._connection.recv(), Exception):
            raise answer
        return answer

    # Seeing

    def until(self, condition: Callable[[], object], aim: str = "") -> Any:
        """Return the first true value of a condition."""
        deadline = time.monotonic() + LIMIT_S
        while not (value := condition()):
            assert time.monotonic() < deadline, f"in vain: {aim or condition}; the focus is at {self.focus()[0]}"
            time.sleep(PAUSE_S)
        return value

    def look(self, name: str) -> Seen | None:
        return cast("Seen | None", self._ask("see", name))

    def find(self, name: str) -> Seen:
        """Return a widget once it is on screen."""
        return cast(Seen, self.until(lambda: self.look(name), f"see {name}"))

    def text(self, name: str) -> str:
        seen = self.look(name)
        return seen.text if seen else ""

    def rows(self, name: str) -> list[tuple[str, ...]]:
        seen = self.look(name)
        return [row.texts for row in seen.rows] if seen else []

    def focus(self) -> tuple[str, int]:
        """Return name and address of the focused widget; a blank name when no window is active."""
        return cast("tuple[str, int]", self._ask("focus"))

    def clipboard(self) -> str:
        return str(self._ask("clipboard"))

    # Acting

    @abstractmethod
    def press(self, name: str) -> None:
        """Press a button."""

    @abstractmethod
    def write(self, name: str, text: str) -> None:
        """Write into a field."""

    @abstractmethod
    def choose(self, name: str, text: str) -> None:
        """Choose the row of a table or list that begins with a text."""

    def submit(self, button: str, form: str = "") -> None:
        """End a form and see it go. button: the one that ends it; form: blank when the button goes as well."""
        self.until(lambda: self.find(button).is_enabled, f"enable {button}")
        self._submit(button)
        self.until(lambda: self.look(form or button) is None, f"end {form or button}")

    @abstractmethod
    def _submit(self, button: str) -> None: ...


class ByMouse(Person):
    """Person who never touches the keyboard, except to write into a field."""

    def press(self, name: str) -> None:
        self.hands.click(self._place(name))

    def write(self, name: str, text: str) -> None:
        self.press(name)
        self.until(lambda: self.find(name).has_focus, f"focus {name}")
        self.hands.type(text)

    def choose(self, name: str, text: str) -> None:
        self.hands.click(self._row(name, text))

    def _submit(self, button: str) -> None:
        self.press(button)

    def _place(self, name: str) -> Place:
        """Return the place of a widget once it stands still and can be clicked, scrolling to it."""
        before: Place | None = None

        def is_still() -> Place | None:
            nonlocal before
            seen = self.find(name)
            if seen.place is None and seen.area is not None:
                middle, is_below = seen.area
                self.hands.wheel(middle, 1 if is_below else -1)
            last, before = before, seen.place if seen.is_enabled else None
            return before if before is not None and before == last else None

        return cast(Place, self.until(is_still, f"reach {name}"))

    def _row(self, name: str, text: str) -> Place:
        before: Place | None = None

        def is_still() -> Place | None:
            nonlocal before
            seen = self.find(name)
            place = next((row.place for row in seen.rows if row.texts[0] == text), None)
            if place is None and seen.rows and seen.area is not None:
                self.hands.wheel(seen.area[0], 1 if seen.area[1] else -1)
            last, before = before, place
            return before if before is not None and before == last else None

        return cast(Place, self.until(is_still, f"reach {text} in {name}"))


class ByKeyboard(Person):
    """Person without a mouse."""

    def press(self, name: str) -> None:
        self.until(lambda: self.find(name).is_enabled, f"enable {name}")
        self.go_to(name)
        self.hands.key("Space")

    def write(self, name: str, text: str) -> None:
        self.find(name)
        self.go_to(name)
        self.hands.type(text)

    def choose(self, name: str, text: str) -> None:
        self.until(lambda: any(row[0] == text for row in self.rows(name)), f"see {text} in {name}")
        self.go_to(name)
        while (seen := self.find(name)).at < 0 or seen.rows[seen.at].texts[0] != text:
            self._go("Down", lambda: self.find(name).at)
        self.hands.key("Return")

    def _submit(self, button: str) -> None:
        self.key("Return")

    def go_to(self, name: str) -> None:
        """Go to a widget with Tab."""
        stops: list[str] = []
        while not self.find(name).has_focus:
            stops.append(self._active()[0])
            assert len(stops) < MOST_STOPS, f"Tab does not reach {name}: {stops}"
            self._go("Tab", self.focus)

    def _go(self, key: str, place: Callable[[], object]) -> None:
        """Press a key that goes elsewhere, and see it go there."""
        before = place()
        self.hands.key(key)
        self.until(lambda: place() != before, f"leave {before} with {key}")

    def _active(self) -> tuple[str, int]:
        """Return the focus once a window of the program is active."""
        self.until(lambda: self.focus()[0], "an active window")
        return self.focus()

    def key(self, keys: str) -> None:
        """Press keys in the active window."""
        self._active()
        self.hands.key(keys)

    def palette(self, text: str) -> None:
        """Type into the palette and take its first entry."""
        self.key("Ctrl+K")
        self.until(lambda: self.find("palette_field").has_focus, "the palette")
        self.hands.type(text.removesuffix("\N{HORIZONTAL ELLIPSIS}"))  # it is on no keyboard
        self.until(lambda: any(row[0] == text for row in self.rows("palette_list")[:1]), f"{text} in the palette")
        self.hands.key("Return")
        self.until(lambda: self.look("palette_field") is None, "the palette to close")


@contextmanager
def at_the_desk(kind: type[P], folder: Path, **settings: str) -> Iterator[P]:
    """Start the program on `folder` as a person of this kind, who has a home of their own."""
    home = folder / "home"
    (home / "Documents").mkdir(parents=True)
    with ExitStack() as stack:
        address = str(Path(stack.enter_context(TemporaryDirectory())) / "probe")  # short, as addresses of sockets are
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        hands = _hands(stack, folder, patch)
        patch.setenv("HOME", str(home))
        patch.setenv("PYTHONPATH", str(ROOT))
        command = [sys.executable, "-c", "import sys; from tests.e2e.probe import run; sys.exit(run())", address]
        arguments = ("--data-dir", str(folder / "data"))
        program = stack.enter_context(started(*arguments, command=command, cwd=home, PORT="0", **settings))
        program.url = f"http://127.0.0.1:{program.err.wait_for(r'Server started on port ([0-9]+)')[1]}"
        try:
            yield kind(stack.enter_context(Client(address)), hands, program)
        except BaseException:  # a time limit as well: the picture shows where it stood; raised again
            if isinstance(hands, ScreenHands):
                hands.screen.picture().save(str(folder / "screen.png"))
            raise


def _hands(stack: ExitStack, folder: Path, patch: pytest.MonkeyPatch) -> Hands | None:
    """Start a desktop, if this computer can, and return the hands at it."""
    if os.environ.get(INPUT) == "qt" or not all(map(shutil.which, TOOLS)):
        return None
    screen = stack.enter_context(display(folder / "screen"))
    stack.enter_context(window_manager(screen, folder))
    patch.delenv("WAYLAND_DISPLAY", raising=False)
    patch.setenv("DISPLAY", screen.name)
    patch.setenv("QT_QPA_PLATFORM", "xcb")
    return ScreenHands(screen)
