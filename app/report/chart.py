"""Picture of a course as SVG, stretched to its place: texts of the axes stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from app.report.content import CourseLine, ReportCourse

WIDTH, HEIGHT = 1000, 250  # units of the picture


def course_picture(course: ReportCourse, title: str) -> Element:
    """Return the lines of a course. title: read to those who do not see it."""
    picture = Element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "preserveAspectRatio": "none",
            "role": "img",
            "aria-label": title,
        },
    )
    grid = "".join(f"M0 {_y(value, course.top)}H{WIDTH}" for value, _ in course.counts)
    SubElement(picture, "path", {"class": "grid", "d": grid})
    for line in reversed(course.lines):  # the first one is on top
        _add_line(picture, course, line)
    return picture


def _add_line(picture: Element, course: ReportCourse, line: CourseLine) -> None:
    points = [(_x(at, course), _y(value, course.top)) for at, value in enumerate(line.values)]
    others = [(_x(at, course), _y(value, course.top)) for at, value in enumerate(line.others) if value is not None]
    closed = len(points) - course.is_filling  # the dashed part joins the last two points
    if len(points) > 1:
        area = f"{_path(points)}L{points[-1][0]} {HEIGHT}L{points[0][0]} {HEIGHT}Z"
        SubElement(picture, "path", {"class": f"area {line.colour}", "d": area})
    _add_path(picture, f"line other {line.colour}", others)
    _add_path(picture, f"line {line.colour}", points[:closed])
    _add_path(picture, f"line open {line.colour}", points[max(0, closed - 1) :] if course.is_filling else [])
    if len(points) == 1:  # a line of one point is invisible
        x, y = points[0]
        SubElement(picture, "path", {"class": f"dot {line.colour}", "d": f"M{x} {y}h0.01"})


def _add_path(picture: Element, css: str, points: Sequence[tuple[float, float]]) -> None:
    if len(points) > 1:
        SubElement(picture, "path", {"class": css, "d": _path(points)})


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _x(at: int, course: ReportCourse) -> float:
    steps = len(course.names) - 1
    return round(WIDTH * at / steps, 1) if steps else WIDTH / 2


def _y(value: int, top: int) -> float:
    return round(HEIGHT * (1 - value / top), 1)
