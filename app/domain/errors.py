"""Errors that may reach a user: a stable code and a sentence, no traceback.

The server maps codes to HTTP statuses in one table (`app/api/wire.py`); the window shows the sentence.
"""

from __future__ import annotations

from typing import Literal

ErrorCode = Literal[
    "bad_request",
    "batch_too_large",
    "unauthorized",
    "second_factor_required",
    "forbidden",
    "setup_required",
    "password_change_required",
    "not_found",
    "method_not_allowed",
    "conflict",
    "gone",
    "payload_too_large",
    "misdirected_request",
    "unsupported_media_type",
    "validation_error",
    "duplicate_name",
    "limit_exceeded",
    "rate_limited",
    "quota_exceeded",
    "internal_server_error",
    "query_timeout",
    "ingest_overloaded",
    "collecting_paused",
    "storage_unavailable",
    "unreachable",
    "bad_settings",
    "address_in_use",
    "data_folder_in_use",
]


class AppError(Exception):
    """A failure with a stable `code` and a `message` for people.

    field: name of the request field or setting at fault, None when there is no single one.
    retry_after_s: seconds to wait before trying again, None when unknown.
    hint: advice for the command line, which prints it after the message; the window has buttons of its own.
    """

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        *,
        field: str | None = None,
        retry_after_s: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.retry_after_s = retry_after_s
        self.hint = hint


class WrongSetting(AppError):
    """A setting that stops the start. field: its name; is_in_file: it is in settings.toml, which the program writes."""

    def __init__(self, message: str, *, field: str, is_in_file: bool = False) -> None:
        super().__init__("bad_settings", message, field=field)
        self.is_in_file = is_in_file


class BadRequest(AppError):
    """A request that cannot be read or accepted. field: the part at fault."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__("bad_request", message, field=field)


class ValidationFailed(AppError):
    """A well-formed request body that breaks a rule of its subject. field: path of the value at fault."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__("validation_error", message, field=field)


class NotFound(AppError):
    """The requested object does not exist."""

    def __init__(self, message: str) -> None:
        super().__init__("not_found", message)
