"""What the lists of sessions look like on the wire."""

from __future__ import annotations

import msgspec

from app.api.wire import CursorPage
from app.domain.reports.sessions import SessionRow


class SessionList(msgspec.Struct, frozen=True):
    """One page of sessions in the order asked for."""

    data: tuple[SessionRow, ...]
    pagination: CursorPage
