"""Doctor: what may keep visits from being counted, with what helps. Findings are made by `app.api.doctor`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

FindingState = Literal["ok", "problem", "hint"]


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that the doctor can find. title: a sentence without anything private; advice: what helps."""

    title: str
    advice: str


SYMPTOMS: Mapping[str, Symptom] = {
    "server": Symptom(
        "The server reports a problem of its own.", "Look at the Server page of the window, or at /health."
    ),
    "only_here": Symptom(
        "The address of the script is of this computer alone, so no visitor can load it.",
        "Set SPARKLYTICS_PUBLIC_URL to the address that visitors reach, and paste the line anew.",
    ),
    "not_https": Symptom(
        "The script is not loaded by HTTPS.",
        "Put the server behind an HTTPS proxy, or give it a certificate (docs/running.md).",
    ),
    "host_unknown": Symptom("The name of the server is not known.", "Add it to the DNS of your domain."),
    "not_reachable": Symptom(
        "Nothing answers at the address of the script.",
        "Check that the server or its proxy runs, that the port is forwarded, and that no firewall closes it.",
    ),
    "certificate": Symptom(
        "The certificate at the address of the script is not valid.", "Renew it, for the name in that address."
    ),
    "too_slow": Symptom(
        "The address of the script takes too long to answer.",
        "A firewall may drop the requests: check that the port is forwarded.",
    ),
    "host_refused": Symptom(
        "The server refuses the name in the address of the script.",
        "Add the name to SPARKLYTICS_ALLOWED_HOSTS, or set SPARKLYTICS_PUBLIC_URL to that address.",
    ),
    "script_blocked": Symptom(
        "The address of the script answers with an error.", "Have the proxy pass on the path /s.js."
    ),
    "other_answer": Symptom(
        "Something else answers at the address of the script.",
        "Have the proxy pass /s.js on to this server, and not to the website.",
    ),
    "events_blocked": Symptom(
        "Events cannot be sent to the server.", "Have the proxy pass on POST requests to the path /e."
    ),
    "events_redirected": Symptom(
        "Requests with events are redirected, and browsers do not follow with their content.",
        "Use the address that the redirect leads to as SPARKLYTICS_PUBLIC_URL, and paste the line anew.",
    ),
    "clock": Symptom(
        "The clock of the server differs from the one of this computer by more than a minute.",
        "Let the system set its clock by network time.",
    ),
    "page_unreachable": Symptom(
        "The website itself could not be read.", "Check the domain of the website in the site settings."
    ),
    "page_moved": Symptom(
        "The website redirects to another host.", "Change the domain of the website in the site settings."
    ),
    "snippet_missing": Symptom(
        "The page does not have the line with the script.", "Paste it into the head of every page."
    ),
    "snippet_of_other_site": Symptom(
        "The page has the line of another website.", "Replace it by the line of this website."
    ),
    "snippet_of_other_server": Symptom(
        "The page loads the script from another address.", "Replace it by the line of this server."
    ),
    "policy": Symptom(
        "The Content-Security-Policy of the page forbids the script, or its requests.",
        "Add the address of this server to script-src and connect-src of the policy.",
    ),
    "mixed_content": Symptom(
        "The page is loaded by HTTPS and the script is not, so browsers refuse it.",
        "Reach the server by HTTPS, set SPARKLYTICS_PUBLIC_URL accordingly, and paste the line anew.",
    ),
    "no_event": Symptom("No event has been counted yet.", "Visit a page of the website, then look again."),
    "quiet": Symptom(
        "The website was visited every day and now is not.",
        "Open one of its pages and see in the browser's tools whether /s.js is loaded and /e is sent.",
    ),
}
PASSED: Mapping[str, str] = {
    "server": "The server is healthy.",
    "script": "The script can be loaded.",
    "events": "Events can be sent.",
    "page": "The page has the line, and nothing in it keeps the script from working.",
    "visits": "Visits arrive.",
}


class Finding(Struct, frozen=True):
    """Outcome of a check. code: of SYMPTOMS, or of PASSED where all is well; detail: may name what is private."""

    code: str
    state: FindingState
    detail: str = ""

    @property
    def title(self) -> str:
        """A sentence that names nothing private."""
        return PASSED[self.code] if self.state == "ok" else SYMPTOMS[self.code].title

    @property
    def advice(self) -> str:
        """Advice; blank where all is well."""
        return "" if self.state == "ok" else SYMPTOMS[self.code].advice


def written(findings: Sequence[Finding], *, is_private: bool) -> str:
    """Return the findings as lines, problems first. is_private: with details, such as names and addresses."""
    marks = {"problem": "[!]", "hint": "[?]", "ok": "[ok]"}
    order = list(marks)
    lines = []
    for finding in sorted(findings, key=lambda finding: order.index(finding.state)):
        lines.append(f"{marks[finding.state]:<4} {finding.title}")
        lines += [f"     {text}" for text in (finding.detail if is_private else "", finding.advice) if text]
    return "\n".join(lines)
