"""Write the tables of docs/api.md from the OpenAPI document: `make docs`.

A table stands between `<!-- table: NAME -->` and `<!-- end -->`; the rest of the page is written by hand. NAME is
`operations`, `errors`, `report parameters`, or an operation such as `GET /api/websites`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.server.access.endpoints import EndpointTable
from app.server.reports.params import BOTS, COMPARISON, RANGE
from app.server.routes import SIGN_IN_TABLES, TABLES, TENANT_TABLES
from app.server.routes.openapi import describe

Json = dict[str, Any]  # Any: a JSON document

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
_BLOCK = re.compile(r"<!-- table: (?P<name>[^\n]+) -->\n.*?<!-- end -->", re.DOTALL)
_COMPARISON = {name for name, *_ in COMPARISON}
_REPORT_PARAMETERS = {name for name, *_ in (*RANGE, *BOTS)} | _COMPARISON


def document() -> Json:
    """Return the OpenAPI document of all endpoints, those of sign-in and of tenants included."""
    return describe(EndpointTable(*TABLES, *SIGN_IN_TABLES, *TENANT_TABLES).endpoints)


def with_tables(page: str, api: Json) -> str:
    """Return `page` with every table regenerated. Raises KeyError for a table of an unknown name."""
    return _BLOCK.sub(lambda block: f"<!-- table: {block['name']} -->\n{_table(block['name'], api)}<!-- end -->", page)


def _table(name: str, api: Json) -> str:
    if name == "operations":
        return _operations(api)
    if name == "errors":
        return _rows(("Status", "Code", "Meaning"), _errors(api))
    if name == "report parameters":
        operation = _operation(api, "GET /api/websites/{id}/stats")
        return _rows(
            ("Parameter", "Meaning"), [_parameter(item) for item in operation["parameters"] if _is_shared(item)]
        )
    return _fields(_operation(api, name), api)


def _operation(api: Json, name: str) -> Json:
    method, path = name.split(" ", 1)
    operation: Json = api["paths"][path][method.lower()]
    return operation


def _operations(api: Json) -> str:
    rows = [
        (f"`{method.upper()}`", f"`{path}`", operation["summary"])
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    ]
    return _rows(("Method", "Path", "Summary"), rows)


def _errors(api: Json) -> list[tuple[str, ...]]:
    codes: Mapping[str, Json] = api["x-error-codes"]
    by_status = sorted(codes.items(), key=lambda item: item[1]["status"])
    return [(str(facts["status"]), f"`{code}`", facts["description"]) for code, facts in by_status]


def _is_shared(parameter: Json) -> bool:
    return parameter["name"] in _REPORT_PARAMETERS


def _is_filter(parameter: Json) -> bool:
    return parameter["name"].startswith("filter_") or parameter["name"] == "segment"


def _fields(operation: Json, api: Json) -> str:
    """Return the summary, query parameters and body fields of one operation; a link stands for the shared ones."""
    query = [item for item in operation["parameters"] if item["in"] == "query"]
    shared = _shared_link(query)
    own = [item for item in query if not _is_filter(item) and not (shared and _is_shared(item))]
    parts = [f"{operation['summary']}.\n"]
    if own:
        parts.append(_rows(("Parameter", "Meaning"), [_parameter(item) for item in own]))
    links = [shared, "the [filters](#filters)" if any(map(_is_filter, query)) else ""]
    if any(links):
        parts.append(f"Takes {' and '.join(filter(None, links))}.\n")
    if (body := operation.get("requestBody")) is not None:
        schema = next(iter(body["content"].values()))["schema"]
        parts.append(_rows(("Field", "Type", "Meaning"), _body_rows(schema, api)))
    return "\n".join(parts)


def _shared_link(query: list[Json]) -> str:
    """Return a link to the report parameters, empty unless the operation takes all of them, comparison aside."""
    names = {item["name"] for item in query if _is_shared(item) and not item["required"]}
    if _REPORT_PARAMETERS - names == _COMPARISON:
        return "the [report parameters](#report-parameters) (no comparison)"
    return "" if _REPORT_PARAMETERS - names else "the [report parameters](#report-parameters)"


def _parameter(item: Json) -> tuple[str, str]:
    name = f"`{item['name']}`" + (" (required)" if item["required"] else "")
    return name, item.get("description", "")


def _body_rows(schema: Json, api: Json) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for shape in _shapes(schema, api):
        required = shape.get("required", ())
        for field, value in shape["properties"].items():
            name = f"`{field}`" + (" (required)" if field in required else "")
            row = (name, _type(value), _description(value))
            if row not in rows:
                rows.append(row)
    return rows


def _shapes(schema: Json, api: Json) -> list[Json]:
    """Return the objects a schema allows, references resolved."""
    if "$ref" in schema:
        return _shapes(api["components"]["schemas"][schema["$ref"].rpartition("/")[2]], api)
    if "anyOf" in schema:
        return [shape for choice in schema["anyOf"] for shape in _shapes(choice, api)]
    if schema.get("type") == "array":
        return _shapes(schema["items"], api)
    return [schema] if "properties" in schema else []


def _description(schema: Json) -> str:
    """Return the description of a field, or that of its value where the field may also be null."""
    texts = [part["description"] for part in (schema, *schema.get("anyOf", ())) if "description" in part]
    return str(texts[0]) if texts else ""


def _type(schema: Json) -> str:
    if "$ref" in schema:
        return "object"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value is not None)
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(choice) for choice in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("type", "any"))


def _rows(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def main() -> int:
    """Write the tables of docs/api.md; with `--check` only report whether they are current (exit code 1: stale)."""
    page = PAGE.read_text("utf-8")
    current = with_tables(page, document())
    if "--check" in sys.argv[1:]:
        return int(current != page)
    PAGE.write_text(current, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
