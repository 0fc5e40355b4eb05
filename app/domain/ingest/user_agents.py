"""Names of browsers, operating systems and devices, from the results of the user-agent parser.

The parser (woothee) is a rule set with names of its own: "Mac OSX", "Windows 10" with version "NT 10.0", "UNKNOWN".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAX_USER_AGENT_LENGTH = 512
"""Characters of a user agent that are parsed; real ones stay below 400."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Browser, operating system and device of a user agent; None where unknown. device: desktop, mobile or tablet.

    is_program: it belongs to a crawler or a tool, whatever browser it names.
    """

    browser: str | None = None
    browser_version: str | None = None
    os: str | None = None
    os_version: str | None = None
    device: str | None = None
    is_program: bool = False


UNKNOWN_AGENT = Agent()

_UNKNOWN = "UNKNOWN"
_BROWSERS = {"Webview": "WebView", "misc crawler": "Other crawler"}
_SYSTEMS = {
    "Mac OSX": "macOS",
    "iPhone": "iOS",
    "iPad": "iOS",
    "iPod": "iOS",
    "BlackBerry 10": "BlackBerry",
    "Windows Phone OS": "Windows Phone",
    "Windows CE": "Windows CE",
    "Windows UNKNOWN Ver": "Windows",
    "Xbox One": "Xbox",
    "Xbox 360": "Xbox",  # which woothee takes for every Xbox after the One
}
_MOBILE_CATEGORIES = frozenset({"smartphone", "mobilephone"})

# Product tokens that woothee reads as the engine below them (Chrome, Safari, a WebView), each before its version if it
# has one. The first match wins: apps that show pages come before the browsers whose engine they borrow.
_PRODUCTS = (
    ("Instagram ", "Instagram"),
    ("FBAV/", "Facebook"),
    ("FBAN/", "Facebook"),
    ("FB_IAB/", "Facebook"),
    ("MetaIAB Facebook", "Facebook"),
    ("musical_ly_", "TikTok"),
    ("TikTok ", "TikTok"),
    ("trill_", "TikTok"),
    ("BytedanceWebview/", "TikTok"),
    ("[LinkedInApp]/", "LinkedIn"),
    ("LinkedInApp", "LinkedIn"),
    ("Snapchat/", "Snapchat"),
    ("Snapchat ", "Snapchat"),
    ("[Pinterest/", "Pinterest"),
    ("Pinterest for ", "Pinterest"),
    ("MicroMessenger/", "WeChat"),
    (" Line/", "Line"),
    ("GSA/", "Google Search App"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("OPT/", "Opera"),
    ("OPiOS/", "Opera"),
    ("OPX/", "Opera"),
    ("EdgiOS/", "Edge"),
    ("Twitter for ", "Twitter"),
    ("Silk/", "Amazon Silk"),
    ("UCBrowser/", "UC Browser"),
    ("MiuiBrowser/", "Mi Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("Whale/", "Whale"),
)
_ENGINES = frozenset({"Chrome", "Safari", "Webview", "Yandex Browser", "Edge"})
_CONSOLES = frozenset({"Xbox One", "Xbox 360"})
_WEBVIEW = "Webview"
_WEBVIEW_ENGINE = "Chrome/"
_PHONE_WORDS = ("Mobi", "Opera Mini")


def name_agent(parsed: Mapping[str, str], user_agent: str) -> Agent:
    """Return the agent for the result of woothee: its keys name, version, os, os_version and category.

    iPads and Android devices whose user agent lacks "Mobile" are tablets. Every device of a recognised user agent that
    is neither phone nor tablet counts as desktop. An iPad that asks for desktop pages looks like a Mac to everyone.
    """
    values = {key: value for key, value in parsed.items() if value and value != _UNKNOWN}
    if not values:
        return UNKNOWN_AGENT
    browser, browser_version = _browser(values.get("name"), values.get("version"), user_agent)
    raw_os = values.get("os")
    os, os_version = _system(raw_os, values.get("os_version"))
    return Agent(browser, browser_version, os, os_version, _device(raw_os, values.get("category"), user_agent))


def _browser(name: str | None, version: str | None, user_agent: str) -> tuple[str | None, str | None]:
    if name in _ENGINES:
        for token, product in _PRODUCTS:
            _, separator, rest = user_agent.partition(token)
            if separator:
                return product, _leading_version(rest)
    if name in _CONSOLES:  # woothee gives the console in place of its browser
        return ("Edge" if "Edg" in user_agent else "Internet Explorer"), version
    if name == _WEBVIEW:  # its "Version/4.0" is the same in every one
        version = _leading_version(user_agent.partition(_WEBVIEW_ENGINE)[2])
    return (None, version) if name is None else (_BROWSERS.get(name, name), version)


def _leading_version(text: str) -> str | None:
    end = next((place for place, char in enumerate(text) if char not in "0123456789."), len(text))
    return text[:end].strip(".") or None


def _system(name: str | None, version: str | None) -> tuple[str | None, str | None]:
    if name is None:
        return None, None
    if name in _SYSTEMS:
        return _SYSTEMS[name], version if name != "Windows UNKNOWN Ver" else None
    family, _, release = name.partition(" ")
    if family == "Windows":
        return family, release  # "NT 10.0" adds nothing to the "10" in the name
    if name == "ChromeOS" and version:
        return name, version.rpartition(" ")[2]  # "x86_64 14541.0.0" begins with the processor
    if name == "BSD":
        return name, None  # what woothee takes for a version is the processor
    return name, version


def _device(raw_os: str | None, category: str | None, user_agent: str) -> str:
    if raw_os == "iPad":
        return "tablet"
    if raw_os == "Android" and not any(word in user_agent for word in _PHONE_WORDS):
        return "tablet"
    return "mobile" if category in _MOBILE_CATEGORIES else "desktop"
