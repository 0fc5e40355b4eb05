"""Recipes: settings of proxies and tunnels that bring visitors to a server, with the owner's own names in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Literal, get_args

from app.domain.errors import BadRequest

RecipeName = Literal["caddy", "nginx", "apache", "traefik", "cloudflare-tunnel", "tailscale"]
RECIPE_NAMES: tuple[RecipeName, ...] = get_args(RecipeName)

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")
# What visitors need, with share links, campaign links, pixels, and snippets of other programs. The rest stays at home.
_PATHS = r"s\.js|e|api/(?:collect|send|event)|count|(?:api/)?share/.+|l/.+|p/.+|unsubscribe/.+"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe. where: the file it belongs into; trusted: what `trusted_proxies` has to have."""

    where: str
    trusted: str
    text: Template


def recipe(name: RecipeName, host: str, port: int) -> str:
    """Return a recipe with its names filled in. host: of the public address; port: of the server on this computer.

    Raises BadRequest for what is no host name.
    """
    host = host.strip().lower().rstrip(".")
    if len(host) > 253 or _HOST.fullmatch(host) is None:
        raise BadRequest(f"{host[:80]!r} is not the name of a host, such as stats.example.com.", field="host")
    chosen = _RECIPES[name]
    settings = f"SPARKLYTICS_PUBLIC_URL=https://{host}\nSPARKLYTICS_TRUSTED_PROXIES={chosen.trusted}\n"
    values = {"host": host, "port": port, "paths": _PATHS, "site": host.partition(".")[0]}
    head = f"# {Template(chosen.where).substitute(values)}\n"
    return f"{head}{chosen.text.substitute(values).strip()}\n\n# Settings of the server\n{settings}"


_RECIPES: Mapping[RecipeName, Recipe] = {
    "caddy": Recipe(
        "Caddyfile",
        "127.0.0.1,::1",
        Template("""
$host {
	@visitors path_regexp ^/($paths)$$
	handle @visitors {
		reverse_proxy 127.0.0.1:$port
	}
	respond 404
}
"""),
    ),
    "nginx": Recipe(
        "/etc/nginx/conf.d/sparklytics.conf, then: certbot --nginx -d $host",
        "127.0.0.1,::1",
        Template("""
server {
    listen 80;
    listen [::]:80;
    server_name $host;
    location ~ ^/(?:$paths)$$ {
        proxy_pass http://127.0.0.1:$port;
        proxy_set_header Host $$host;
        proxy_set_header X-Forwarded-For $$proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $$scheme;
    }
    location / {
        return 404;
    }
}
"""),
    ),
    "apache": Recipe(
        "/etc/apache2/sites-available/sparklytics.conf, then: a2enmod proxy_http headers, a2ensite sparklytics, certbot"
        " --apache -d $host",
        "127.0.0.1,::1",
        Template("""
<VirtualHost *:80>
    ServerName $host
    ProxyRequests Off
    ProxyPreserveHost On
    RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}
    ProxyPassMatch "^/($paths)$$" "http://127.0.0.1:$port/$$1"
    <LocationMatch "^/(?!(?:$paths)$$)">
        Require all denied
    </LocationMatch>
</VirtualHost>
"""),
    ),
    "traefik": Recipe(
        "Traefik 3: a file in the folder of its file provider; it has an entry point `websecure` and a resolver"
        " `letsencrypt`",
        "127.0.0.1,::1",
        Template("""
http:
  routers:
    sparklytics:
      rule: 'Host(`$host`) && PathRegexp(`^/($paths)$$`)'
      entryPoints: [websecure]
      service: sparklytics
      tls:
        certResolver: letsencrypt
  services:
    sparklytics:
      loadBalancer:
        servers:
          - url: "http://127.0.0.1:$port"
"""),
    ),
    "cloudflare-tunnel": Recipe(
        "~/.cloudflared/config.yml, after: cloudflared tunnel create $site; cloudflared tunnel route dns $site $host",
        "127.0.0.1,::1",
        Template("""
tunnel: $site
ingress:
  - hostname: $host
    path: ^/($paths)$$
    service: http://127.0.0.1:$port
  - service: http_status:404
"""),
    ),
    "tailscale": Recipe(
        "a shell, once: $host has to be the name that Tailscale gives to this computer",
        "127.0.0.1,::1",
        Template("""
# Funnel lets the internet in. It has no rules about paths, so sign-in has to be on: SPARKLYTICS_AUTH=local
tailscale funnel --bg $port
"""),
    ),
}
