"""Channels: the shipped rules, case by case, and the checks of a rules file."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import AppError
from app.domain.ingest.channels import CHANNELS, Channels
from app.domain.ingest.urls import NO_UTM, Utm
from app.resources import resource_path

RULES = resource_path("channels.toml").read_text("utf-8")
ONCE, AGAIN = Channels.parse(RULES), Channels.parse(RULES)
texts = st.one_of(st.none(), st.sampled_from(["google", "cpc", "email", "x.com", "organic"]), st.text(max_size=20))


@pytest.fixture
def channels() -> Channels:
    return ONCE


@pytest.mark.parametrize(
    ("referrer", "utm", "channel"),
    [
        (None, NO_UTM, "Direct"),
        ("google.com", NO_UTM, "Organic Search"),
        ("google.de", NO_UTM, "Organic Search"),
        ("images.google.co.uk", NO_UTM, "Organic Search"),
        ("de.search.yahoo.com", NO_UTM, "Organic Search"),
        ("google.somebody.example", NO_UTM, "Referral"),
        ("docs.google.com", NO_UTM, "Referral"),
        ("mail.google.com", NO_UTM, "Email"),
        ("gemini.google.com", NO_UTM, "AI Assistants"),
        ("chatgpt.com", NO_UTM, "AI Assistants"),
        ("perplexity.ai", NO_UTM, "AI Assistants"),
        ("m.facebook.com", NO_UTM, "Organic Social"),
        ("t.co", NO_UTM, "Organic Social"),
        ("news.ycombinator.com", NO_UTM, "Organic Social"),
        ("pinterest.com.au", NO_UTM, "Organic Social"),
        ("m.youtube.com", NO_UTM, "Video"),
        ("someblog.example", NO_UTM, "Referral"),
        ("com.google.android.gm", NO_UTM, "Email"),
        ("com.google.android.googlequicksearchbox", NO_UTM, "Organic Search"),
        ("com.facebook.katana", NO_UTM, "Organic Social"),
        ("com.google.android.youtube", NO_UTM, "Video"),
        ("com.openai.chatgpt", NO_UTM, "AI Assistants"),
        ("org.some.reader", NO_UTM, "Referral"),
        ("notfacebook.com", NO_UTM, "Referral"),
        ("192.168.1.5", NO_UTM, "Referral"),
        (None, Utm("google", "cpc"), "Paid Search"),
        (None, Utm("Google", "CPC"), "Paid Search"),
        ("google.com", Utm(medium="cpc"), "Paid Search"),
        (None, Utm("facebook", "paid"), "Paid Social"),
        (None, Utm("l.instagram.com", "ppc"), "Paid Social"),
        (None, Utm("anything", "paid_social"), "Paid Social"),
        (None, Utm("youtube", "cpv"), "Video"),
        (None, Utm("partner", "cpc"), "Paid Other"),
        (None, Utm("chatgpt.com", "cpc"), "Paid Other"),
        (None, Utm("chatgpt.com"), "AI Assistants"),
        (None, Utm("spring", "E-Mail"), "Email"),
        ("google.com", Utm("newsletter"), "Email"),
        (None, Utm("adnetwork", "banner"), "Display"),
        (None, Utm("friend", "affiliate"), "Affiliates"),
        (None, Utm("facebook", "organic"), "Organic Social"),
        (None, Utm("spring", "organic"), "Organic Search"),
        (None, Utm("spring", "Social-Network"), "Organic Social"),
        ("someblog.example", Utm("friend", "referral"), "Referral"),
        ("facebook.com", Utm("flyer"), "Other Campaign"),
        ("facebook.com", Utm(campaign="spring"), "Organic Social"),
        ("someblog.example", Utm(campaign="spring"), "Other Campaign"),
        (None, Utm("flyer", "print", "spring"), "Other Campaign"),
        (None, Utm(term="shoes"), "Other Campaign"),
        ("copilot.microsoft.com", NO_UTM, "AI Assistants"),
        ("chat.deepseek.com", NO_UTM, "AI Assistants"),
        ("chat.mistral.ai", NO_UTM, "AI Assistants"),
        ("alice.yandex.ru", NO_UTM, "AI Assistants"),
        (None, Utm("Google_Gemini"), "AI Assistants"),
        (None, Utm("somebot", "ai-assistant"), "AI Assistants"),
        ("community.openai.com", NO_UTM, "Referral"),
        ("fr.yahoo.com", NO_UTM, "Organic Search"),
        ("fr.news.yahoo.com", NO_UTM, "Referral"),
        ("searx.be", NO_UTM, "Organic Search"),
        ("syndicatedsearch.goog", NO_UTM, "Organic Search"),
        ("mastodon.world", NO_UTM, "Organic Social"),
        ("teams.microsoft.com", NO_UTM, "Organic Social"),
        ("deref-gmx.net", NO_UTM, "Email"),
        ("outlook.cloud.microsoft", NO_UTM, "Email"),
        ("us7.list-manage.com", NO_UTM, "Email"),
        ("googleads.g.doubleclick.net", NO_UTM, "Display"),
        (None, Utm("taboola", "cpc"), "Display"),
        ("linkedin.com", Utm(medium="sponsored"), "Paid Social"),
        (None, Utm("quora", "promoted"), "Paid Social"),
        (None, Utm("bing", "cpo"), "Paid Search"),
    ],
)
def test_each_visit_has_the_expected_channel(channels: Channels, referrer: str | None, utm: Utm, channel: str) -> None:
    assert channels.classify(referrer, utm, "www.example.com") == channel


@pytest.mark.parametrize(
    ("referrer", "utm", "query_and_fragment", "channel"),
    [
        ("google.com", NO_UTM, "?gclid=Cj0K", "Paid Search"),
        (None, NO_UTM, "?a=1&GCLID=Cj0K&b=2#top", "Paid Search"),
        ("bing.com", Utm("bing", "organic"), "?msclkid=1", "Paid Search"),
        ("youtube.com", NO_UTM, "?gbraid=1", "Video"),
        ("l.facebook.com", NO_UTM, "?gclid=1", "Paid Social"),
        (None, NO_UTM, "?ttclid=1", "Paid Social"),
        (None, Utm("spring", "newsletter"), "?gclid=1", "Email"),
        (None, Utm("partner", "cpc"), "?gclid=1", "Paid Search"),
        (None, NO_UTM, "?fbclid=IwAR", "Organic Social"),
        ("someblog.example", NO_UTM, "?fbclid=IwAR", "Organic Social"),
        ("google.com", NO_UTM, "?fbclid=IwAR", "Organic Search"),
        (None, Utm("flyer", "print"), "?fbclid=IwAR", "Organic Social"),
        (None, NO_UTM, "?mc_eid=1", "Email"),
        (None, NO_UTM, "?gclid=", "Direct"),
        (None, NO_UTM, "?gclid=&x=1", "Direct"),
        (None, NO_UTM, "?notgclid=1", "Direct"),
        (None, NO_UTM, "?q=gclid=1", "Direct"),
        (None, NO_UTM, "#?gclid=1", "Direct"),
        (None, NO_UTM, "?page=2", "Direct"),
    ],
)
def test_a_click_id_marks_paid_visits_and_is_otherwise_the_last_resort(
    channels: Channels, referrer: str | None, utm: Utm, query_and_fragment: str, channel: str
) -> None:
    assert channels.classify(referrer, utm, "www.example.com", query_and_fragment) == channel


@pytest.mark.parametrize(
    ("referrer", "hostname", "channel"),
    [
        ("example.org", "example.org", "Direct"),
        ("example.org", "www.example.org", "Direct"),
        ("shop.example.org", "example.org", "Direct"),
        ("platform.example", "me.platform.example", "Referral"),
        ("example.org", None, "Referral"),
    ],
)
def test_a_page_of_the_same_host_is_no_referrer(
    channels: Channels, referrer: str, hostname: str | None, channel: str
) -> None:
    assert channels.classify(referrer, NO_UTM, hostname) == channel


@given(texts, st.builds(Utm, texts, texts, texts), texts, st.sampled_from(["", "?gclid=1", "?a#b", "?fbclid=1"]))
def test_every_visit_has_one_deterministic_channel(
    referrer: str | None, utm: Utm, hostname: str | None, query_and_fragment: str
) -> None:
    visit = (referrer, utm, hostname, query_and_fragment)
    channel = ONCE.classify(*visit)
    assert channel in CHANNELS
    assert AGAIN.classify(*visit) == ONCE.classify(*visit) == channel


def test_rules_without_click_ids_find_none() -> None:
    plain = Channels.parse(RULES.partition("\n[[click]]")[0] + "\n[[source]]\nchannel = 'Email'\n")
    assert plain.classify(None, NO_UTM, None, "?gclid=1&=2") == "Direct"


def test_shipped_rules_are_unique_and_in_lower_case() -> None:
    rules = tomllib.loads(RULES)
    for entries in (
        [domain for source in rules["source"] for domain in source.get("domains", [])],
        [name for source in rules["source"] for name in source.get("names", [])],
        [value for medium in [*rules["medium"], rules["paid"]] for value in medium["values"]],
        [name.lower() for click in rules["click"] for name in click["names"]],
    ):
        assert len(set(entries)) == len(entries)
        assert entries == [entry.lower() for entry in entries]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        RULES.replace('channel = "Email"', 'channel = "Pigeon"'),
        RULES.replace("[paid]", "[payed]"),
        RULES.replace("strong = true", 'strong = "yes"'),
        RULES.replace('"gclid"', '"g.*"'),
    ],
)
def test_an_invalid_rules_file_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(AppError, match="channel rules") as refused:
        Channels.parse(text)
    assert refused.value.code == "bad_settings"
