"""Histories on disk: generated once, in a process of their own, and kept below build/ until the recipe changes."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from app.storage.facts.ranges import RULES
from app.storage.schema.migrate import migrations
from benchmarks import vocabulary
from benchmarks.history import SQL, make_file

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bench"


def history_file(events: int) -> Path:
    """Return the file with the default history of `events` events; generate it if it is missing."""
    path = OUT / f"history-{events}-{_recipe()}.duckdb"
    if not path.exists():
        OUT.mkdir(parents=True, exist_ok=True)
        for old in OUT.glob(f"history-{events}-*"):
            old.unlink()
        print(f"Making a history of {events:,} events ...", flush=True)
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        subprocess.run([sys.executable, "-m", "benchmarks.store", str(draft), str(events)], cwd=ROOT, check=True)
        draft.rename(path)
    return path


def copy_of_history(events: int, folder: Path) -> Path:
    """Copy the history into `folder` under the file name of the program and return the path."""
    from app.storage.connection import FILE_NAME

    return Path(shutil.copyfile(history_file(events), folder / FILE_NAME))


def _recipe() -> str:
    """Return a short digest of everything the content of a history depends on."""
    texts = [path.read_text("utf-8") for path in sorted(SQL.glob("*.sql"))]
    texts += [Path(__file__).with_name("history.py").read_text("utf-8"), Path(vocabulary.__file__).read_text("utf-8")]
    texts += [migration.text for migration in migrations()] + [f"facts {RULES}"]
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


if __name__ == "__main__":
    from benchmarks.facts import add_facts

    make_file(Path(sys.argv[1]), int(sys.argv[2]))
    asyncio.run(add_facts(Path(sys.argv[1])))
