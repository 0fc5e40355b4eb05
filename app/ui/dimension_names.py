"""Names of dimensions, devices and channels, in the language of the window."""

from __future__ import annotations

from app.ui.translation import translator

_tr = translator("format")


# Functions, so that a translation loaded later still applies.
DEVICES = {
    "desktop": lambda: _tr("Desktop"),
    "mobile": lambda: _tr("Mobile"),
    "tablet": lambda: _tr("Tablet"),
}
CHANNELS = {  # those of `domain.ingest.channels`; the owner of a site may have others
    "AI Assistants": lambda: _tr("AI Assistants"),
    "Affiliates": lambda: _tr("Affiliates"),
    "Direct": lambda: _tr("Direct"),
    "Display": lambda: _tr("Display"),
    "Email": lambda: _tr("Email"),
    "Organic Search": lambda: _tr("Organic Search"),
    "Organic Social": lambda: _tr("Organic Social"),
    "Other Campaign": lambda: _tr("Other Campaign"),
    "Paid Other": lambda: _tr("Paid Other"),
    "Paid Search": lambda: _tr("Paid Search"),
    "Paid Social": lambda: _tr("Paid Social"),
    "Referral": lambda: _tr("Referral"),
    "Video": lambda: _tr("Video"),
}
DIMENSIONS = {
    "page": lambda: _tr("Page"),
    "page_url": lambda: _tr("Full address"),
    "hostname": lambda: _tr("Host name"),
    "title": lambda: _tr("Title"),
    "entry_page": lambda: _tr("Entry page"),
    "exit_page": lambda: _tr("Exit page"),
    "source": lambda: _tr("Source"),
    "referrer": lambda: _tr("Referrer"),
    "channel": lambda: _tr("Channel"),
    "country": lambda: _tr("Country"),
    "region": lambda: _tr("Region"),
    "city": lambda: _tr("City"),
    "language": lambda: _tr("Language"),
    "browser": lambda: _tr("Browser"),
    "browser_version": lambda: _tr("Browser version"),
    "browser_release": lambda: _tr("Browser and version"),
    "os_release": lambda: _tr("System and version"),
    "os": lambda: _tr("Operating system"),
    "os_version": lambda: _tr("OS version"),
    "device": lambda: _tr("Device"),
    "screen": lambda: _tr("Screen size"),
    "event_name": lambda: _tr("Event"),
    "utm_source": lambda: _tr("UTM source"),
    "utm_medium": lambda: _tr("UTM medium"),
    "utm_campaign": lambda: _tr("UTM campaign"),
    "utm_term": lambda: _tr("UTM term"),
    "utm_content": lambda: _tr("UTM content"),
}
TABS = {
    "page": lambda: _tr("Pages"),
    "entry_page": lambda: _tr("Entry"),
    "exit_page": lambda: _tr("Exit"),
    "title": lambda: _tr("Titles"),
    "page_url": lambda: _tr("Addresses"),
    "hostname": lambda: _tr("Hosts"),
    "source": lambda: _tr("Sources"),
    "referrer": lambda: _tr("Referrers"),
    "channel": lambda: _tr("Channels"),
    "utm_source": lambda: _tr("UTM source"),
    "utm_medium": lambda: _tr("Medium"),
    "utm_campaign": lambda: _tr("Campaign"),
    "utm_term": lambda: _tr("Term"),
    "utm_content": lambda: _tr("Content"),
    "country": lambda: _tr("Countries"),
    "region": lambda: _tr("Regions"),
    "city": lambda: _tr("Cities"),
    "language": lambda: _tr("Languages"),
    "browser": lambda: _tr("Browsers"),
    "browser_release": lambda: _tr("Versions"),
    "os": lambda: _tr("Systems"),
    "os_release": lambda: _tr("Versions"),
    "device": lambda: _tr("Devices"),
    "screen": lambda: _tr("Screens"),
}
