"""A disk that loses its power: what was not synced survives by chance, in any state between then and now.

Files and names below one folder are followed through the functions of `os`. A name survives when its folder was synced
after it was given, content when the file was synced; else chance decides, and tails may be cut anywhere or be zeros.
Folders themselves survive.
"""

from __future__ import annotations

import os
import random
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class _Content:
    """One file. states: its bytes after each change, from the synced ones on."""

    states: list[bytes] = field(default_factory=lambda: [b""])
    is_doubtful: bool = False  # a sync failed: the next may succeed without what was to be synced then


class Disk:
    """Follows the files below `folder`, which `os` writes as usual.

    fails: whether syncs fail. fails_once: whether the first sync of each file fails, which Linux reports once.
    """

    def __init__(self, folder: Path, chance: random.Random, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.fails = self.fails_once = False
        self.failures = 0
        self._chance = chance
        self._alone = threading.Lock()  # one thread may write to a file while another syncs it
        self._names: dict[Path, _Content] = {}
        self._synced_names: dict[Path, _Content] = {}
        self._open: dict[int, _Content | Path] = {}  # a file's content, or the path of a folder
        self._real = {
            name: getattr(os, name)
            for name in ("open", "write", "ftruncate", "fsync", "dup", "close", "unlink", "replace")
        }
        for name in self._real:
            patch.setattr(os, name, self._opened if name == "open" else getattr(self, f"_{name}"))

    def durable(self) -> bytes:
        """Return the bytes of all files that survive for certain."""
        return b"\n".join(file.states[0] for name, file in self._synced_names.items() if self._names.get(name) is file)

    def survivors(self) -> dict[Path, bytes]:
        """Return the files that are there after a power cut at this moment, by their paths below the folder."""
        files: dict[Path, bytes] = {}
        for name in self._names.keys() | self._synced_names.keys():
            now, synced = self._names.get(name), self._synced_names.get(name)
            content = now if now is synced or self._chance.random() < 0.5 else synced
            if content is not None:
                files[name.relative_to(self.folder)] = self._bytes_of(content)
        return files

    def _bytes_of(self, content: _Content) -> bytes:
        at = self._chance.randrange(len(content.states))
        data = content.states[at]
        kept = len(content.states[0])
        if at and len(data) > kept:
            cut = self._chance.randint(kept, len(data))
            zeros = self._chance.randint(cut, len(data)) - cut if self._chance.random() < 0.3 else 0
            data = data[:cut] + bytes(zeros)
        return data

    def _opened(self, path: Any, flags: int, *more: Any, **named: Any) -> int:
        is_new = not Path(path).exists()
        file: int = self._real["open"](path, flags, *more, **named)
        if self._is_below(path):
            if Path(path).is_dir():
                self._open[file] = Path(path)
            else:
                if is_new:
                    self._names[Path(path)] = _Content()
                if Path(path) in self._names:
                    self._open[file] = self._names[Path(path)]
        return file

    def _write(self, file: int, data: Any) -> int:
        written: int = self._real["write"](file, data)
        if isinstance(content := self._open.get(file), _Content):
            with self._alone:
                content.states.append(content.states[-1] + bytes(data[:written]))
        return written

    def _ftruncate(self, file: int, size: int) -> None:
        self._real["ftruncate"](file, size)
        if isinstance(content := self._open.get(file), _Content):
            content.states.append(content.states[-1][:size])

    def _fsync(self, file: int) -> None:
        if file not in self._open:
            self._real["fsync"](file)
            return
        content = self._open[file]
        if self.fails or (self.fails_once and isinstance(content, _Content) and not content.is_doubtful):
            self.failures += 1
            if isinstance(content, _Content):
                content.is_doubtful = True
            raise OSError(5, "Input/output error")
        if isinstance(content, Path):
            elsewhere = {name: file for name, file in self._synced_names.items() if name.parent != content}
            self._synced_names = elsewhere | {n: file for n, file in self._names.items() if n.parent == content}
        elif not content.is_doubtful:
            with self._alone:
                content.states = content.states[-1:]

    def _dup(self, file: int) -> int:
        copy: int = self._real["dup"](file)
        if file in self._open:
            self._open[copy] = self._open[file]
        return copy

    def _close(self, file: int) -> None:
        self._open.pop(file, None)
        self._real["close"](file)

    def _unlink(self, path: Any, *more: Any, **named: Any) -> None:
        self._real["unlink"](path, *more, **named)
        self._names.pop(Path(path), None)

    def _replace(self, path: Any, target: Any, *more: Any, **named: Any) -> None:
        self._real["replace"](path, target, *more, **named)
        if Path(path) in self._names:
            self._names[Path(target)] = self._names.pop(Path(path))

    def _is_below(self, path: Any) -> bool:
        return isinstance(path, str | Path) and (self.folder == Path(path) or self.folder in Path(path).parents)
