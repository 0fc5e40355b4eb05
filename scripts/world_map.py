"""Write the shapes of countries that ship with the program: `python -m scripts.world_map`.

They come from the npm packages named below, which `npm pack` fetches, and are stored as they are painted, in the Equal
Earth projection (Šavrič, Patterson, Jenny, 2018), which shows areas in their true proportions.
`app/ui/charts/maps/world_shapes.py` reads them.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ATLAS = "world-atlas"
CODES = "i18n-iso-countries"
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "places"
WIDTH = 10_000  # of the whole map, in its own units

# Shapes without a number of ISO 3166: their two letters, those of the country whose code their addresses have.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
LEFT_OUT = ("AQ", "TF", "HM")  # would take a fifth of the height, and no one lives there
# Parts of a country with a code of their own: the country, and the box (west, south, east, north) they are in.
PARTS = {"GF": ("FR", -60, 0, -50, 10), "SJ": ("NO", 5, 74, 40, 85)}
# Latitude and longitude of places that are too small for any shape of the package.
POINTS = {
    **{"GP": (16.25, -61.58), "MQ": (14.64, -61.02), "RE": (-21.1, 55.5), "YT": (-12.8, 45.15), "GI": (36.14, -5.35)},
    **{"TV": (-8.52, 179.2), "BQ": (12.18, -68.25), "CX": (-10.45, 105.69), "CC": (-12.19, 96.83)},
    "TK": (-9.2, -171.85),
}

ABOUT = """\
# The shapes in world.json. Written by scripts/world_map.py.
source = "{atlas} {atlas_version} (npm), countries-110m.json and, for small countries, countries-50m.json"
data = "Natural Earth (https://www.naturalearthdata.com), public domain"
licence = "ISC; the text is in NOTICE"
codes = "{codes} {codes_version} (npm), MIT"
projection = "Equal Earth"
shapes = {shapes}
points = {points}
"""


class Place(NamedTuple):
    """A place on the ground, in degrees."""

    longitude: float
    latitude: float


Ring = list[Place]
Spot = tuple[float, float]  # in the plane of the projection, y upwards


def main() -> None:
    """Fetch the packages and write the shapes and the facts about them."""
    with tempfile.TemporaryDirectory() as folder:
        atlas, atlas_version = fetch(ATLAS, Path(folder))
        codes, codes_version = fetch(CODES, Path(folder))
        letters = {number: code for code, _, number, *_ in json.loads((codes / "codes.json").read_text("utf-8"))}
        coarse = rings_by_country(json.loads((atlas / "countries-110m.json").read_text("utf-8")), letters)
        fine = rings_by_country(json.loads((atlas / "countries-50m.json").read_text("utf-8")), letters)
    shapes = parted(coarse)
    small = {code: middle(max(rings, key=area)) for code, rings in fine.items() if code not in shapes}
    small |= {code: Place(longitude, latitude) for code, (latitude, longitude) in POINTS.items() if code not in shapes}
    text = json.dumps(drawing(shapes, small), separators=(",", ":"), sort_keys=True)
    (FOLDER / "world.json").write_text(text + "\n", "utf-8")
    about = ABOUT.format(
        atlas=ATLAS,
        atlas_version=atlas_version,
        codes=CODES,
        codes_version=codes_version,
        shapes=len(shapes),
        points=len(small),
    )
    (FOLDER / "world.toml").write_text(about, "utf-8")
    sys.stdout.write(f"{len(shapes)} shapes, {len(small)} points, {len(text)} bytes\n")


def fetch(package: str, folder: Path) -> tuple[Path, str]:
    """Fetch and unpack a package, and return its folder and its version."""
    own = folder / package
    own.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=own, check=True, stdout=subprocess.DEVNULL)
    (archive,) = own.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(own, filter="data")
    about = json.loads((own / "package" / "package.json").read_text("utf-8"))
    return own / "package", str(about["version"])


def rings_by_country(topology: Mapping[str, Any], letters: Mapping[str, str]) -> dict[str, list[Ring]]:
    """Return the outer rings of every country of a TopoJSON file by its two letters, cut where the map is cut."""
    arcs = list(decoded_arcs(topology))
    shapes: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = letters.get(geometry.get("id", ""), UNNUMBERED.get(name))
        if code is None or code in LEFT_OUT:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *_ in polygons:  # holes are other countries, which are painted too
            shapes.setdefault(code, []).extend(cut(stitched(outer, arcs)))
    return shapes


def decoded_arcs(topology: Mapping[str, Any]) -> Iterator[Ring]:
    """Yield the arcs in degrees: each stores differences in whole steps of its scale."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        places = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            places.append(Place(x * scale[0] + start[0], y * scale[1] + start[1]))
        yield places


def stitched(numbers: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    """Return the ring of some arcs; the number of one that runs backwards is negated (`~`)."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def cut(ring: Ring) -> list[Ring]:
    """Return the parts of a ring west and east of the 180th meridian."""
    whole = ring[:1]
    for place in ring[1:]:  # without jumps from one edge of the map to the other
        turn = round((whole[-1].longitude - place.longitude) / 360)
        whole.append(Place(place.longitude + 360 * turn, place.latitude))
    parts = []
    for turn in (-360, 0, 360):
        moved = [Place(place.longitude + turn, place.latitude) for place in whole]
        part = beside(beside(moved, 180, 1), -180, -1)
        if len(part) > 2:
            parts.append(part)
    return parts


def beside(ring: Ring, longitude: float, side: int) -> Ring:
    """Return the part of a ring west (side 1) or east (side -1) of a meridian."""
    part: Ring = []
    for at, place in enumerate(ring):
        before = ring[at - 1]
        is_inside = side * place.longitude <= side * longitude
        if is_inside != (side * before.longitude <= side * longitude):
            share = (longitude - before.longitude) / (place.longitude - before.longitude)
            part.append(Place(longitude, before.latitude + share * (place.latitude - before.latitude)))
        if is_inside:
            part.append(place)
    return part


def parted(shapes: Mapping[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Return the shapes, with the parts that have a code of their own apart from their country."""
    result = {code: list(rings) for code, rings in shapes.items()}
    for code, (country, west, south, east, north) in PARTS.items():
        own = [ring for ring in result[country] if all(west < x < east and south < y < north for x, y in ring)]
        result[country] = [ring for ring in result[country] if ring not in own]
        result[code] = own
    return result


def projected(place: Place) -> Spot:
    """Return a place in the plane of the Equal Earth projection of a globe with radius 1."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(place.latitude)))
    square = angle * angle
    slope = 9 * a4 * square**4 + 7 * a3 * square**3 + 3 * a2 * square + a1
    x = 2 * math.sqrt(3) * math.radians(place.longitude) * math.cos(angle) / (3 * slope)
    return x, angle * (a4 * square**4 + a3 * square**3 + a2 * square + a1)


def area(ring: Sequence[tuple[float, float]]) -> float:
    """Return the area of a ring, whatever its direction."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs)) / 2


def middle(ring: Ring) -> Place:
    """Return the middle of the box around a ring."""
    longitudes, latitudes = zip(*ring, strict=True)
    return Place((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)


def drawing(shapes: Mapping[str, list[Ring]], small: Mapping[str, Place]) -> dict[str, Any]:
    """Return the map in whole units, y downwards: each ring as its first spot and the steps from there."""
    rings = {code: [[projected(place) for place in ring] for ring in own] for code, own in shapes.items()}
    spots = {code: projected(place) for code, place in small.items()}
    everything = [spot for own in rings.values() for ring in own for spot in ring] + list(spots.values())
    left, right = min(x for x, _ in everything), max(x for x, _ in everything)
    bottom, top = min(y for _, y in everything), max(y for _, y in everything)
    unit = WIDTH / (right - left)

    def whole(spot: Spot) -> tuple[int, int]:
        return round((spot[0] - left) * unit), round((top - spot[1]) * unit)

    return {
        "width": WIDTH,
        "height": round((top - bottom) * unit),
        "shapes": {code: [steps(map(whole, ring)) for ring in own] for code, own in rings.items()},
        "points": {code: list(whole(spot)) for code, spot in spots.items()},
    }


def steps(ring: Iterable[tuple[int, int]]) -> list[int]:
    """Return the first spot and the differences after it, without repetitions."""
    flat: list[int] = []
    last = (0, 0)
    for spot in ring:
        step = spot[0] - last[0], spot[1] - last[1]
        if not flat or step != (0, 0):
            flat += step
        last = spot
    return flat


if __name__ == "__main__":
    main()
