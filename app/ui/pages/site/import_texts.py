"""Sentences about imports: what a file has, and why lines of it are not imported."""

from __future__ import annotations

from collections.abc import Iterator

from app.api.imports import ImportReply
from app.domain.imports.jobs import ImportPreview
from app.ui import format
from app.ui.translation import filled, translator

_tr = translator("ImportCard")


def preview_texts(preview: ImportPreview) -> Iterator[str]:
    """Yield what the file of an import has, in paragraphs."""
    if preview.start_at is None or preview.end_at is None:
        yield filled(_tr("%1: it has no events."), format_name(preview))
    else:
        days = format.day_range(preview.start_at.date(), preview.end_at.date())
        visitors, sessions = format.exact(preview.visitors), format.exact(preview.sessions)
        text = _tr("%1: %2 events. Visitors: %3, sessions: %4, %5.", preview.events)
        yield filled(text, format_name(preview), format.exact(preview.events), visitors, sessions, days)
    if preview.hosts:
        hosts = [filled(_tr("%1 (%2)"), host.name, format.exact(host.count)) for host in preview.hosts]
        yield filled(_tr("Hosts: %1."), format.listed(hosts))
    if preview.overlap:
        text = _tr("%1 events of these days are there already. Those of the file would count as well.", preview.overlap)
        yield filled(text, format.exact(preview.overlap))
    if preview.expired:
        text = _tr("%1 events are older than the data retention, and are left out.", preview.expired)
        yield filled(text, format.exact(preview.expired))
    if left_out := sum(share.count for share in preview.left_out):
        yield filled(_tr("%1 lines are no pages, and are left out.", left_out), format.exact(left_out))
    if preview.unreadable:
        text = _tr("%1 lines cannot be read. The first is line %2: %3", preview.unreadable)
        first = preview.lines[0]
        yield filled(text, format.exact(preview.unreadable), format.exact(first.line), reason_text(first.reason))


def format_name(preview: ImportPreview) -> str:
    """Return the name of a format, that of the server where it is not known."""
    names = {
        "sparklytics_csv": _tr("Export of this program"),
        "goatcounter_csv": "GoatCounter",
        "umami_csv": "Umami",
        "access_log": _tr("Access log"),
    }
    return names.get(preview.format, preview.title)


def reason_text(reason: str) -> str:
    """Return a sentence of the server in the language of the window, as it is where it is not known."""
    texts = {
        "The line is no CSV.": _tr("The line is no CSV."),
        "The number of cells is not that of the header.": _tr("The number of cells is not that of the header."),
        "The kind of event is unknown.": _tr("The kind of event is unknown."),
        "The properties are no JSON.": _tr("The properties are no JSON."),
        "The time cannot be read.": _tr("The time cannot be read."),
        "The session is missing.": _tr("The session is missing."),
        "The visitor is missing.": _tr("The visitor is missing."),
        "The event is neither a pageview nor a custom event.": _tr(
            "The event is neither a page view nor a custom one."
        ),
        "The line is not in combined form.": _tr("The line is not in combined form."),
        "The time lies in the future, or before the year 2000.": _tr("The time lies ahead, or before the year 2000."),
        "The format of the file is not known.": _tr("The format of the file is not known."),
        "The file is damaged, or not complete: it cannot be unpacked.": _tr("The file is damaged or not complete."),
        "The server was stopped while it read the file. Send it again.": _tr(
            "The server was stopped. Choose it again."
        ),
    }
    return texts.get(reason, reason)


def import_text(job: ImportReply) -> str:
    """Return a line of the list: the name of the file, and what became of it."""
    if job.status == "undone":
        state = _tr("undone")
    elif job.status == "failed":
        state = reason_text(job.error_message or "")
    else:
        state = filled(_tr("%1 events", job.stored), format.exact(job.stored))
    return filled(_tr("%1: %2"), job.file_name or job.id, state)
