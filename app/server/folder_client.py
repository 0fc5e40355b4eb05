"""Client of the server on a data folder: of the one that runs, else of one that the command opens for itself."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from app.api.client import ApiClient
from app.api.mcp import Params
from app.api.wire import WebsiteReply
from app.config import Settings
from app.data_folder import DataFolderInUse, given_back, holder
from app.domain.errors import AppError
from app.logs import logging_to
from app.server.lifecycle import open_server
from app.storage.connection import FILE_NAME

KEY_VARIABLE = "SPARKLYTICS_API_KEY"
_SIGN_IN_ERRORS = ("unauthorized", "setup_required", "password_change_required")
_WAIT_LIMIT_S, _WAIT_S = 10.0, 0.2
_NAMED_SITES = 10  # in a message


async def call_tool(settings: Settings, api_key: str | None, name: str, arguments: Params) -> Params:
    """Call a tool of the Model Context Protocol and return its result. Raises AppError."""
    async with AsyncExitStack() as stack:
        client = await open_client(stack, settings, api_key)
        try:
            return await client.call_tool(name, arguments)
        except AppError as error:
            raise with_key_hint(error, client.base_url) from error


async def open_client(
    stack: AsyncExitStack, settings: Settings, api_key: str | None, *, retention_days: int = 0
) -> ApiClient:
    """Return a client of the server on the data folder: of the one that runs, else of one for this stack alone.

    retention_days: by which the latter deletes, 0 for nothing. Waits a little while another one starts, stops, or
    answers a command.
    """
    give_up_s = time.monotonic() + _WAIT_LIMIT_S
    while True:
        running = holder(settings.data_dir)
        if running is not None and running.url:
            # A certificate is for the public name.
            url = settings.public_url if running.url.startswith("https:") else running.url
            client = ApiClient(url, api_key)
            stack.push_async_callback(client.close)
            return client
        try:
            return await stack.enter_async_context(_own_client(settings, retention_days))
        except DataFolderInUse:
            if time.monotonic() > give_up_s:
                raise
        await asyncio.sleep(_WAIT_S)


async def find_site(client: ApiClient, text: str, scope: str) -> WebsiteReply:
    """Return the website that a text names. scope: that an API key needs. Raises AppError."""
    try:
        sites = await client.list_websites()
    except AppError as error:
        raise with_key_hint(error, client.base_url, scope) from error
    return choose_site(sites, text)


def choose_site(sites: Sequence[WebsiteReply], text: str) -> WebsiteReply:
    """Return the website with this id, else with this domain, else with this name. Raises AppError."""
    asked = text.strip().casefold()
    for name_of in (_id_of, _domain_of, _name_of):
        same = [site for site in sites if name_of(site).casefold() == asked]
        if len(same) == 1:
            return same[0]
        if same:
            ids = ", ".join(f"{site.id} ({site.name})" for site in same)
            raise AppError("not_found", f"Several sites are called {text}. Choose one by its id: {ids}.", field="site")
    if not sites:
        raise AppError("not_found", "There is no site yet.", field="site")
    listed = ", ".join(site.domain for site in sites[:_NAMED_SITES])
    rest = f" and {len(sites) - _NAMED_SITES} more" if len(sites) > _NAMED_SITES else ""
    raise AppError("not_found", f"There is no site {text}. There are: {listed}{rest}.", field="site")


def _id_of(site: WebsiteReply) -> str:
    return site.id


def _domain_of(site: WebsiteReply) -> str:
    return site.domain


def _name_of(site: WebsiteReply) -> str:
    return site.name


def with_key_hint(error: AppError, url: str, scope: str = "read") -> AppError:
    """Return the error of a server; where it requires a key, with the way to get one."""
    if error.code not in _SIGN_IN_ERRORS:
        return error
    hint = f"Create one with the scope {scope} in the window, and set {KEY_VARIABLE} to it."
    return AppError(error.code, f"The server at {url} requires a valid API key.", hint=hint)


@asynccontextmanager
async def _own_client(settings: Settings, retention_days: int) -> AsyncIterator[ApiClient]:
    """Open the folder as a server would, for this process only: nothing is sent."""
    if not (settings.data_dir / FILE_NAME).exists():  # else a wrong folder would get an unused database
        sentence = f"There is no database in {settings.data_dir}. Pass the server's data folder with --data-dir."
        raise AppError("storage_unavailable", sentence, field="data_dir")
    token = secrets.token_urlsafe(32)
    own = replace(
        settings,
        host="127.0.0.1",
        port=0,
        auth="local",
        tls_cert=None,
        tls_key=None,
        retention_days=retention_days,
        scheduler_tick_seconds=0,
    )
    with given_back(settings.data_dir), logging_to(settings.data_dir, "WARNING") as log_lines:
        async with open_server(own, owner_token=token, is_private=True, log_lines=log_lines) as server:
            client = ApiClient(server.url, token)
            try:
                yield client
            finally:
                await client.close()
