"""A copy in small chunks, which tests kill. Arguments: `cloud` or `selfhosted`, folder, tenant. Prints its progress."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.commands.move import move_to_cloud, move_to_file
from app.config_loader import load_settings
from app.storage.moving import to_cloud, to_file

if __name__ == "__main__":
    to_cloud.CHUNK_ROWS = to_file.CHUNK_ROWS = 20
    kind, folder, tenant = sys.argv[1:]
    settings = load_settings({}, os.environ, is_desktop=False)

    def progress(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    {"cloud": move_to_cloud, "selfhosted": move_to_file}[kind](settings, Path(folder), tenant, progress)
