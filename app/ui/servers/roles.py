"""Roles of people in a tenant, in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.tenants import Role
from app.ui.translation import translator

_tr = translator("Roles")


def role_name(role: Role) -> str:
    """Return the name of a role."""
    names: Mapping[Role, str] = {"owner": _tr("Owner"), "admin": _tr("Admin"), "viewer": _tr("Viewer")}
    return names[role]


def role_note(role: Role) -> str:
    """Return what a role allows, in a few words."""
    notes: Mapping[Role, str] = {
        "owner": _tr("everything, owners included"),
        "admin": _tr("websites, keys and members"),
        "viewer": _tr("reports, nothing changed"),
    }
    return notes[role]
