"""Findings of the doctor in the language of the window: what is wrong, and what helps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.doctor import Finding
from app.ui.translation import translator

_tr = translator("doctor")

Texts = Callable[[], tuple[str, str]]


def finding_texts(finding: Finding) -> tuple[str, str]:
    """Return the sentence of a finding and the advice, blank where all is well."""
    if finding.state == "ok":
        return _PASSED[finding.code](), ""
    return _SYMPTOMS[finding.code]()


_PASSED: Mapping[str, Callable[[], str]] = {
    "server": lambda: _tr("The server is healthy."),
    "script": lambda: _tr("The script can be loaded."),
    "events": lambda: _tr("Events can be sent."),
    "page": lambda: _tr("The page has the line, and nothing in it keeps the script from working."),
    "visits": lambda: _tr("Visits arrive."),
}
_SYMPTOMS: Mapping[str, Texts] = {
    "server": lambda: (_tr("The server reports a problem of its own."), _tr("The Server page says more.")),
    "only_here": lambda: (
        _tr("The address of the script is of this computer alone, so no visitor can load it."),
        _tr("Let the server be reached from outside, enter its public URL in the settings, and paste the line anew."),
    ),
    "not_https": lambda: (
        _tr("The script is not loaded by HTTPS."),
        _tr("Put the server behind an HTTPS proxy, or give it a certificate. F1 has both."),
    ),
    "host_unknown": lambda: (_tr("The name of the server is not known."), _tr("Add it to the DNS of your domain.")),
    "not_reachable": lambda: (
        _tr("Nothing answers at the address of the script."),
        _tr("Check that the server or its proxy runs, that the port is forwarded, and that no firewall closes it."),
    ),
    "certificate": lambda: (
        _tr("The certificate at the address of the script is not valid."),
        _tr("Renew it, for the name in that address."),
    ),
    "too_slow": lambda: (
        _tr("The address of the script takes too long to answer."),
        _tr("A firewall may drop the requests: check that the port is forwarded."),
    ),
    "host_refused": lambda: (
        _tr("The server refuses the name in the address of the script."),
        _tr("Add the name to the allowed hosts in the settings, or enter that address as the public URL."),
    ),
    "script_blocked": lambda: (
        _tr("The address of the script answers with an error."),
        _tr("Have the proxy pass on the path /s.js."),
    ),
    "other_answer": lambda: (
        _tr("Something else answers at the address of the script."),
        _tr("Have the proxy pass /s.js on to this server, and not to the website."),
    ),
    "events_blocked": lambda: (
        _tr("Events cannot be sent to the server."),
        _tr("Have the proxy pass on POST requests to the path /e."),
    ),
    "events_redirected": lambda: (
        _tr("Requests with events are redirected, and browsers do not follow with their content."),
        _tr("Enter the address that the redirect leads to as the public URL, and paste the line anew."),
    ),
    "clock": lambda: (
        _tr("The clock of the server differs from the one of this computer by more than a minute."),
        _tr("Let the system set its clock by network time."),
    ),
    "page_unreachable": lambda: (_tr("The website itself could not be read."), _tr("Check the domain of the website.")),
    "page_moved": lambda: (
        _tr("The website redirects to another host."),
        _tr("Change the domain of the website, if that is yours."),
    ),
    "snippet_missing": lambda: (
        _tr("The page does not have the line with the script."),
        _tr("Paste it into the head of every page."),
    ),
    "snippet_of_other_site": lambda: (
        _tr("The page has the line of another website."),
        _tr("Replace it by the line of this website."),
    ),
    "snippet_of_other_server": lambda: (
        _tr("The page loads the script from another address."),
        _tr("Replace it by the line of this server."),
    ),
    "policy": lambda: (
        _tr("The Content-Security-Policy of the page forbids the script, or its requests."),
        _tr("Add the address of this server to script-src and connect-src of the policy."),
    ),
    "mixed_content": lambda: (
        _tr("The page is loaded by HTTPS and the script is not, so browsers refuse it."),
        _tr("Reach the server by HTTPS, enter that address as the public URL, and paste the line anew."),
    ),
    "no_event": lambda: (_tr("No event has been counted yet."), _tr("Visit a page of the website, then look again.")),
    "quiet": lambda: (
        _tr("The website was visited every day and now is not."),
        _tr("Open one of its pages and see in the browser's tools whether /s.js is loaded and /e is sent."),
    ),
}
