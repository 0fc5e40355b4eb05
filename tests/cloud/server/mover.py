"""A copy in small chunks, which tests kill. Arguments: folder, tenant. Prints each line of progress."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.config_loader import load_settings
from app.move_command import move_to_cloud
from app.storage.moving import to_cloud

if __name__ == "__main__":
    to_cloud.CHUNK_ROWS = 20
    folder, tenant = sys.argv[1:]
    settings = load_settings({}, os.environ, is_desktop=False)

    def progress(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    move_to_cloud(settings, Path(folder), tenant, progress)
