"""Jobs that processes share. A job is held for a time that its holder renews, so that a killed process frees it.

All functions run with the store of all tenants. name: of the job; holder: id of a process; times are in seconds.
"""

from __future__ import annotations

from app.storage.connection import one, statement
from app.storage.metadata import Transaction


def take(con: Transaction, name: str, holder: str, lease_s: float) -> float | None:
    """Take a job that is due and that nobody holds. Returns None, else the time until it may be taken."""
    con.execute(statement("jobs/add"), {"name": name})
    if one(con, "jobs/take", {"name": name, "holder": holder, "lease_s": lease_s}) is not None:
        return None
    row = one(con, "jobs/wait", {"name": name})
    return 0.0 if row is None else max(0.0, row[0])


def hold(con: Transaction, name: str, holder: str, lease_s: float) -> bool:
    """Hold a job for `lease_s` from now. Returns False when another process has taken it."""
    return one(con, "jobs/hold", {"name": name, "holder": holder, "lease_s": lease_s}) is not None


def give_back(con: Transaction, name: str, holder: str, pause_s: float | None) -> None:
    """Let go of a job if it is still held. pause_s: until it is due again; None: it stays due."""
    con.execute(statement("jobs/give_back"), {"name": name, "holder": holder, "pause_s": pause_s})
