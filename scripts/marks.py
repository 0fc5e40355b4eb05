"""Write the marks of countries, browsers and systems that ship with the program: `python -m scripts.marks`.

They come from the npm packages named below, which `npm pack` fetches. `app/ui/style/marks.py` reads them.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from scripts.world_map import CODES, UNNUMBERED, fetch

FLAGS = "circle-flags"
BRANDS = "simple-icons"
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "marks"

# Names of `app/domain/ingest/user_agents.py`, with the titles of the package, where some owners forbid their mark:
# their browsers and systems have none.
BROWSERS = {
    **{"Chrome": "Google Chrome", "Firefox": "Firefox Browser", "Safari": "Safari"},
    **{name: name for name in ("Brave", "DuckDuckGo", "Facebook", "Instagram", "Opera", "Pinterest", "Snapchat")},
    **{"TikTok": "TikTok", "Twitter": "X", "Vivaldi": "Vivaldi", "WeChat": "WeChat", "Line": "LINE", "Whale": "Naver"},
    **{"Google Search App": "Google", "Huawei Browser": "Huawei", "Mi Browser": "Xiaomi", "WebView": "Android"},
}
SYSTEMS = {
    **{name: name for name in ("Android", "Linux", "Ubuntu", "FreeBSD", "HarmonyOS")},
    **{
        "iOS": "Apple",
        "macOS": "Apple",
        "BlackBerry": "Blackberry",
        "ChromeOS": "Google Chrome",
        "PlayStation": "PlayStation",
        "KaiOS": "KaiOS",
    },
}

ABOUT = """\
# The marks in flags.json and brands.json. Written by scripts/marks.py.
flags = "{flags} {flags_version} (npm), MIT; the text is in NOTICE"
brands = "{brands} {brands_version} (npm), CC0-1.0; the marks are trademarks of their owners"
"""


def main() -> None:
    """Fetch the packages and write the marks and the facts about them."""
    with tempfile.TemporaryDirectory() as folder:
        flags, flags_version = fetch(FLAGS, Path(folder))
        brands, brands_version = fetch(BRANDS, Path(folder))
        codes, _ = fetch(CODES, Path(folder))
        letters = [code for code, *_ in json.loads((codes / "codes.json").read_text("utf-8"))]
        countries = {*letters, *UNNUMBERED.values()}
        pictures = {code: plain(flags / "flags" / f"{code.lower()}.svg") for code in sorted(countries)}
        marks = {"browser": drawn(BROWSERS, brands), "os": drawn(SYSTEMS, brands)}
    FOLDER.mkdir(exist_ok=True)
    sizes = [write("flags.json", pictures), write("brands.json", marks)]
    about = ABOUT.format(flags=FLAGS, flags_version=flags_version, brands=BRANDS, brands_version=brands_version)
    (FOLDER / "marks.toml").write_text(about, "utf-8")
    sys.stdout.write(f"{len(pictures)} flags, {[len(own) for own in marks.values()]} brands, {sizes} bytes\n")


def plain(path: Path) -> str:
    """Return a flag without its round mask: the program cuts the circle itself."""
    text = path.read_text("utf-8").strip()
    text = re.sub(r"<mask.*?</mask>", "", text)
    return re.sub(r' (mask="url\(#\w+\)"|width="512"|height="512")', "", text)


def drawn(titles: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """Return the colour and the path of each mark, by our name for it."""
    known = {entry["title"]: entry for entry in json.loads((folder / "data" / "simple-icons.json").read_text("utf-8"))}
    marks = {}
    for name, title in titles.items():
        entry = known[title]
        slug = entry.get("slug") or re.sub(r"[^a-z0-9]", "", title.lower())
        path = re.search(r' d="([^"]+)"', (folder / "icons" / f"{slug}.svg").read_text("utf-8"))
        if path is None:
            raise SystemExit(f"{slug}.svg has no path")
        marks[name] = [f"#{entry['hex']}", path.group(1)]
    return marks


def write(name: str, value: object) -> int:
    """Write a file of JSON and return its size."""
    text = json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False) + "\n"
    (FOLDER / name).write_text(text, "utf-8")
    return len(text.encode())


if __name__ == "__main__":
    main()
