"""The position test beside the obvious GeoPandas way: time, memory, and the same answers.

    python bench/position_test.py [--points 1000000] [--runs 5]

Each way runs in a process of its own, first once to warm up, then timed; the answers are compared.
The GeoPandas way transforms the points to the same metric plane, joins them with the seven polygons and
takes the distance to each line. It gives no sign outside the region, which ours does.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely

ROOT = Path(__file__).resolve().parent.parent
FILES = ("openstreetmap.geojson", "natural_earth.geojson", "borders_openstreetmap.geojson")
BOX = (35.3, 32.4, 36.4, 33.8)
SEED = 1974
WAYS = ("ours", "geopandas")

sys.path.insert(0, str(ROOT))

from geo.dataset.geometry_files import read_geometries  # noqa: E402
from geo.zone import BANDS, Band, Side, Zone, locate, openstreetmap_zone  # noqa: E402

Answers = dict[str, np.ndarray]


def shipped_zone() -> Zone:
    """Return the zone from the shipped geometry files."""
    geometries = {}
    for name in FILES:
        geometries.update(read_geometries(ROOT / "data" / "geometry" / name))
    return openstreetmap_zone(geometries)


def random_points(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes spread evenly over a box around the region."""
    random = np.random.default_rng(SEED)
    west, south, east, north = BOX
    return random.uniform(west, east, count), random.uniform(south, north, count)


def ours(zone: Zone, lon: np.ndarray, lat: np.ndarray) -> Answers:
    """Answer by `geo.zone.locate`."""
    found = locate(zone, lon, lat)
    return {
        "side": found.side_code,
        "band": found.band_code,
        "to_a_m": np.abs(found.distance_to_a_m),
        "to_b_m": np.abs(found.distance_to_b_m),
    }


def with_geopandas(zone: Zone) -> Callable[[np.ndarray, np.ndarray], Answers]:
    """Return the obvious way: to_crs, a spatial join, distances to the two lines."""
    import geopandas

    crs = f"+proj=tmerc +lat_0={zone.plane.lat_0} +lon_0={zone.plane.lon_0} +k=1 +ellps=WGS84 +units=m"
    areas = [(Side.INSIDE, None, zone.area_of_separation)]
    areas += [(area.side, area.band, area.geometry) for area in zone.areas_of_limitation]
    parts = geopandas.GeoDataFrame(
        {
            "side": [{Side.INSIDE: 0, Side.WEST_OF_A: 1, Side.EAST_OF_B: 2}[side] for side, _, _ in areas],
            "band": [BANDS.index(Band(band)) if band else -1 for _, band, _ in areas],
        },
        geometry=[geometry for _, _, geometry in areas],
        crs="EPSG:4326",
    ).to_crs(crs)
    line_a, line_b = geopandas.GeoSeries([zone.line_a, zone.line_b], crs="EPSG:4326").to_crs(crs)

    def answer(lon: np.ndarray, lat: np.ndarray) -> Answers:
        points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs="EPSG:4326").to_crs(crs)
        joined = points.sjoin(parts, predicate="within", how="left")
        joined = joined[~joined.index.duplicated()]
        return {
            "side": joined["side"].fillna(3).to_numpy().astype(np.int8),
            "band": joined["band"].fillna(-1).to_numpy().astype(np.int8),
            "to_a_m": points.distance(line_a).to_numpy(),
            "to_b_m": points.distance(line_b).to_numpy(),
        }

    return answer


def run_one(way: str, *, points: int, runs: int, output: Path) -> None:
    """Time one way, write its answers, print its figures as JSON."""
    zone = shipped_zone()
    lon, lat = random_points(points)
    answer = with_geopandas(zone) if way == "geopandas" else lambda lon, lat: ours(zone, lon, lat)
    answers = answer(lon, lat)
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        answers = answer(lon, lat)
        seconds.append(time.perf_counter() - start)
    np.savez(output, **answers)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb}))


def compare(folder: Path, *, points: int) -> str:
    """Say how far the answers of the two ways differ."""
    mine, theirs = (np.load(folder / f"{way}.npz") for way in WAYS)
    differ = (mine["side"] != theirs["side"]) | (mine["band"] != theirs["band"])
    zone = shipped_zone()
    lon, lat = random_points(points)
    x, y = zone.plane.project(lon[differ], lat[differ])
    from_edge_m = max(shapely.distance(zone.index.edges, shapely.points(x, y)), default=0.0)
    within = np.minimum(mine["to_a_m"], mine["to_b_m"]) <= 60_000
    gap_m = max(float(np.abs(mine[key] - theirs[key])[within].max()) for key in ("to_a_m", "to_b_m"))
    return (
        f"answers differ for {differ.sum()} of {points} points, at most {from_edge_m:.2f} m from an edge\n"
        f"distances within 60 km differ by at most {gap_m:.2f} m: the plane's scale, which ours corrects"
    )


def main() -> None:
    """Run both ways and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        run_one(options.way, points=options.points, runs=options.runs, output=options.output)
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = {}
        for way in WAYS:
            arguments = ["--points", str(options.points), "--runs", str(options.runs), "--way", way]
            arguments += ["--output", str(Path(folder) / f"{way}.npz")]
            done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
            figures[way] = json.loads(done.stdout)
        print(f"{options.points} points, sides, bands and both distances; median of {options.runs} runs, warm\n")
        print(f"{'way':<12}{'median s':>10}{'min s':>8}{'max s':>8}{'peak MB':>10}")
        for way, figure in figures.items():
            seconds = figure["seconds"]
            line = f"{way:<12}{statistics.median(seconds):>10.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}"
            print(f"{line}{figure['peak_mb']:>10.0f}")
        medians = [statistics.median(figures[way]["seconds"]) for way in WAYS]
        print(f"\nratio {medians[1] / medians[0]:.1f}\n{compare(Path(folder), points=options.points)}")


if __name__ == "__main__":
    main()
