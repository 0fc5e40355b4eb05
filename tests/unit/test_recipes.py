"""Recipes for proxies: the owner's names in them, nothing else, and no public path left out."""

import re

import pytest
import yaml

from app.domain.errors import BadRequest
from app.domain.recipes import RECIPE_NAMES, RecipeName, recipe

HOST = "stats.example.com"


@pytest.mark.parametrize("name", RECIPE_NAMES)
def test_a_recipe_names_host_port_and_the_settings_of_the_server(name: RecipeName) -> None:
    text = recipe(name, " Stats.Example.com. ", 8123)
    assert "8123" in text
    assert f"SPARKLYTICS_PUBLIC_URL=https://{HOST}\nSPARKLYTICS_TRUSTED_PROXIES=127.0.0.1,::1\n" in text
    assert HOST in text.partition("# Settings of the server")[0]
    assert not re.search(r"\$\{?(host|port|paths|site)\b(?!_)", text.replace("Host $host;", ""))


@pytest.mark.parametrize("name", ["traefik", "cloudflare-tunnel"])
def test_recipes_in_yaml_can_be_read(name: RecipeName) -> None:
    assert isinstance(yaml.safe_load(recipe(name, HOST, 3000).partition("# Settings")[0]), dict)


@pytest.mark.parametrize(
    "host", ["", "stats", "a b.example", "x.example; rm -rf /", "x.example\n}", "-x.example", "ä.example"]
)
def test_what_is_no_host_name_is_refused(host: str) -> None:
    with pytest.raises(BadRequest):
        recipe("nginx", host, 3000)
