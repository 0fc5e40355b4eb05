"""Shapes of the countries, as `scripts/world_map.py` wrote them: painter paths by two-letter code, loaded once."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainterPath

from app.resources import read_text


class _File(msgspec.Struct):
    """Content of the file. shapes: rings, each its first spot and the steps from there; points: small countries."""

    width: int
    height: int
    shapes: dict[str, list[list[int]]]
    points: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class WorldShapes:
    """The map in units of its own, y downwards. points: of countries too small for a shape."""

    size: QSizeF
    shapes: Mapping[str, QPainterPath]
    points: Mapping[str, QPointF]

    def middle(self, code: str) -> QPointF | None:
        """Return the middle of a country, None when it is not on the map."""
        if (point := self.points.get(code)) is not None:
            return point
        path = self.shapes.get(code)
        return None if path is None else _largest(path).boundingRect().center()

    def __contains__(self, code: object) -> bool:
        return code in self.shapes or code in self.points


@functools.cache
def world_shapes() -> WorldShapes:
    """Return the map that ships with the program."""
    file = msgspec.json.decode(read_text("places/world.json"), type=_File)
    shapes = {code: _path(rings) for code, rings in file.shapes.items()}
    points = {code: QPointF(*spot) for code, spot in file.points.items()}
    return WorldShapes(QSizeF(file.width, file.height), shapes, points)


def _path(rings: Sequence[Sequence[int]]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        x, y = ring[0], ring[1]
        path.moveTo(x, y)
        for at in range(2, len(ring), 2):
            x, y = x + ring[at], y + ring[at + 1]
            path.lineTo(x, y)
        path.closeSubpath()
    return path


def _largest(path: QPainterPath) -> QPainterPath:
    """Return the largest part of a country: the middle of all of France lies in Spain."""
    largest, most = path, -1.0
    for polygon in path.toSubpathPolygons():
        box = polygon.boundingRect()
        if box.width() * box.height() > most:
            most = box.width() * box.height()
            largest = QPainterPath()
            largest.addPolygon(polygon)
    return largest
