"""Access that API keys have by their scope, and people by their role."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.access import KeyScope
from app.domain.tenants import Role
from app.server.access.endpoints import Access

# Access that each scope of an API key grants. What is missing here is never open to keys.
SCOPES_OF_KEY: Mapping[KeyScope, frozenset[Access]] = {
    "read": frozenset({Access.READ}),
    "write": frozenset({Access.READ, Access.WRITE}),
    "admin": frozenset({Access.READ, Access.WRITE, Access.LIVE, Access.ADMIN}),
}
SESSION_ONLY = frozenset({Access.MANAGE, Access.ACCOUNT, Access.SESSION, Access.SIGN_OUT})
# Access that each role grants the sessions of people. Whom a member may invite or remove: MANAGED_ROLES.
ACCESS_OF_ROLE: Mapping[Role, frozenset[Access]] = {
    "owner": frozenset(Access),
    "admin": frozenset(Access),
    "viewer": frozenset({Access.PUBLIC, Access.READ, Access.LIVE, Access.ACCOUNT, Access.SESSION, Access.SIGN_OUT}),
}
