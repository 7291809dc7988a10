"""The obvious way to enrich a file: pandas.read_csv, GeoPandas joins and distances, to_csv. Same columns as ours.

    python bench/peer_enrich.py FILE OUT

It is written as somebody would who knows pandas and GeoPandas well: no loop over rows, spatial joins for everything.
The geometry comes from the atlas. Distances are planar in the same metric projection as ours, without its correction of
scale. Rows whose dates overlap without being equal are not found to be alike.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.atlas import Atlas  # noqa: E402
from geo.atlas.shared import open_atlas  # noqa: E402
from geo.text.dates import first_day, last_day  # noqa: E402
from geo.userdata.enrich.matching.kinds import categories_of  # noqa: E402
from geo.userdata.enrich.run import CREDIT  # noqa: E402
from geo.userdata.enrich.targets import ISRAELI_KINDS, UN_KINDS  # noqa: E402
from geo.zone import Zone  # noqa: E402

FAR_M = 100_000
NEAR_M, NEAR_DAYS = 5000.0, 2
RADIUS_M = {1: 1000.0, 2: 25_000.0, 3: 100_000.0}
BASIS = {
    1: "geo_precision 1: the town that is named; our radius of a settlement",
    2: "geo_precision 2: near a town or in a small part of a region; 25 km is a third party's reading",
    3: "geo_precision 3: a larger region, or a provincial capital for it; our reading",
}
WIDE = "the point stands for a whole area, not for a place (geo_precision 3)"
MONTH_END = pd.offsets.MonthEnd(0)


def parts_of(zone: Zone, crs: str) -> gpd.GeoDataFrame:
    """Return the polygons of the sides and bands, and the land around them."""
    areas = [("inside", "", zone.area_of_separation)]
    areas += [(str(area.side), str(area.band), area.geometry) for area in zone.areas_of_limitation]
    west, south, east, north = zone.region.bounds
    around = shapely.box(west - 9, south - 9, east + 9, north + 9).difference(zone.region)
    areas.append(("outside_region", "", around))
    sides, bands, shapes = zip(*areas, strict=True)
    return gpd.GeoDataFrame({"side": sides, "band": bands}, geometry=list(shapes), crs=4326).to_crs(crs)


def possible_sides(points: gpd.GeoDataFrame, parts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the sides and bands that the circle of each point touches, each set joined to one text."""
    pairs = points.sjoin(parts, predicate="dwithin", distance=points["radius"].fillna(0).to_numpy())
    pairs = pairs[["side_right", "band"]].rename(columns={"side_right": "side"})
    once = pairs.reset_index().drop_duplicates(["index", "side"]).sort_values(["index", "side"])
    sides = once.groupby("index")["side"].agg("|".join)
    bands = pairs.groupby(level=0)["band"].agg(["first", "nunique"])
    return pd.DataFrame({"sides": sides, "band": bands["first"].where(bands["nunique"] == 1, "")})


def add_position(rows: pd.DataFrame, points: gpd.GeoDataFrame, atlas: Atlas, crs: str) -> None:
    """Add side, band, distances and whether the geometry matters."""
    zone = atlas.test.zone
    parts = parts_of(zone, crs)
    own = points.sjoin(parts, predicate="intersects", how="left")
    own = own[~own.index.duplicated()]
    rows["side_of_point"] = own["side"].fillna("outside_region")
    points = points.assign(side="")
    touched = possible_sides(points, parts)
    known = points["radius"].notna()
    sides = touched["sides"].reindex(points.index).fillna("outside_region")
    certain = known & ~sides.str.contains("|", regex=False)
    rows["side"] = np.where(certain, sides, "cannot_tell")
    rows["no_side_reason"] = np.where(certain, "", np.where(known, "circle_crosses", "uncertainty_unknown"))
    rows["possible_sides"] = sides.where(known, "")
    rows["shape_relation"] = ""
    rows["band"] = np.where(certain, touched["band"].reindex(points.index).fillna(""), "")
    lines = gpd.GeoSeries([zone.line_a, zone.line_b], crs=4326).to_crs(crs)
    for name, line, half in zip(("a", "b"), lines, zone.index.east_of_lines, strict=True):
        east = shapely.contains_xy(half, rows["lon"].to_numpy(), rows["lat"].to_numpy())
        rows[f"distance_to_{name}_m"] = np.rint(points.distance(line) * np.where(east, 1, -1)).astype("int64")
    rows["line_accuracy_m"] = round(zone.line_accuracy_m)
    other = possible_sides(points, parts_of(atlas.test.alternative, crs))["sides"]
    rows["depends_on_geometry"] = (other.reindex(points.index).fillna("outside_region") != sides).where(known)
    rows["uncertainty_used_m"] = points["radius"]


def add_nearest(rows: pd.DataFrame, points: gpd.GeoDataFrame, targets: gpd.GeoDataFrame, name: str) -> None:
    """Add id, name and distance of the nearest target for the points given; the rest of the rows stays as it is."""
    found = points[["geometry"]].sjoin_nearest(targets, max_distance=FAR_M, distance_col="metres")
    found = found[~found.index.duplicated()]
    rows.loc[found.index, f"{name}_id"] = found["id"]
    rows.loc[found.index, name] = found["name"]
    rows.loc[found.index, f"{name}_m"] = found["metres"].round()


def add_positions(rows: pd.DataFrame, points: gpd.GeoDataFrame, atlas: Atlas, crs: str) -> None:
    """Add the nearest UN and Israeli position that held on the day, one join for each stretch between changes."""
    for name, kinds in (("nearest_un_position", UN_KINDS), ("nearest_israeli_position", ISRAELI_KINDS)):
        rows[f"{name}_id"], rows[name], rows[f"{name}_m"] = "", "", np.nan
        held = [p for p in atlas.dataset.records.positions if p.kind in kinds and p.draw and p.lon is not None]
        frame = gpd.GeoDataFrame(
            {"id": [p.id for p in held], "name": [p.title for p in held]},
            geometry=gpd.points_from_xy([p.lon for p in held], [p.lat for p in held]),
            crs=4326,
        ).to_crs(crs)
        begin = np.array([first_day(p.valid_from) if p.valid_from else "0001-01-01" for p in held])
        end = np.array([last_day(p.valid_to) if p.valid_to else "9999-12-31" for p in held])
        spans = rows["date_from"] + " " + rows["date_to"]
        stretch = sum((rows["date_to"] >= day).astype(int) for day in set(begin))
        stretch = stretch * 100 + sum((rows["date_from"] > day).astype(int) for day in set(end))
        for _, group in spans.groupby(stretch):
            first, last = group.iloc[0].split()
            add_nearest(rows, points.loc[group.index], frame[(begin <= last) & (end >= first)], name)


def add_records(rows: pd.DataFrame, points: gpd.GeoDataFrame, atlas: Atlas, crs: str) -> None:
    """Add our own records near in place and time, with their score."""
    events = [event for event in atlas.dataset.records.events if event.lon is not None and not event.umbrella]
    ours = gpd.GeoDataFrame(
        {
            "record": [event.id for event in events],
            "first": pd.to_datetime([event.span.start for event in events]),
            "last": pd.to_datetime([event.span.end for event in events]),
            "category": [event.category for event in events],
            "place": gpd.points_from_xy([event.lon for event in events], [event.lat for event in events]),
        },
        geometry=gpd.points_from_xy([event.lon for event in events], [event.lat for event in events]),
        crs=4326,
    ).to_crs(crs)
    ours["place"] = ours.geometry
    pairs = points[["geometry"]].sjoin(ours, predicate="dwithin", distance=NEAR_M)
    pairs = pairs.join(rows[["kind"]])
    start, end = (pd.to_datetime(rows.loc[pairs.index, name]) for name in ("date_from", "date_to"))
    common = (np.minimum(end, pairs["last"]) - np.maximum(start, pairs["first"])).dt.days + 1
    gap = (1 - common).clip(lower=0)
    longer = np.maximum((end - start).dt.days, (pairs["last"] - pairs["first"]).dt.days) + 1
    pairs["metres"] = pairs.geometry.distance(gpd.GeoSeries(pairs["place"], crs=crs))
    pairs["near"] = (50 * (1 - pairs["metres"] / NEAR_M)).round()
    pairs["days"] = (30 * (1 - gap / (NEAR_DAYS + 1)) * common.clip(lower=1) / longer).round()
    meanings = {kind: categories_of(kind) for kind in pairs["kind"].unique()}
    alike = [category in meanings[kind] for kind, category in zip(pairs["kind"], pairs["category"], strict=True)]
    pairs["score"] = pairs["near"] + pairs["days"] + 20 * np.array(alike, dtype=int)
    pairs = pairs[gap <= NEAR_DAYS].sort_values("score", ascending=False)
    best = pairs[~pairs.index.duplicated()]
    rows["near_records"] = pairs.groupby(level=0).size().reindex(rows.index).fillna(0).astype("int64")
    rows["near_record_ids"] = pairs.groupby(level=0)["record"].agg("|".join).reindex(rows.index).fillna("")
    rows["near_record_score"] = best["score"].reindex(rows.index)
    why = (
        best["record"] + ": " + (best["metres"] / 1000).round(1).astype(str) + " km apart, " + best["days"].astype(str)
    )
    rows["near_record_why"] = why.reindex(rows.index).fillna("")


def add_alike(rows: pd.DataFrame) -> None:
    """Add the first row of the same place, day and kind, or of the same id."""
    keys = [rows["lon"].round(3), rows["lat"].round(3), rows["date_from"], rows["date_to"], rows["kind"].str.lower()]
    first = rows["file_row"].groupby(keys).transform("first")
    by_id = rows["file_row"].groupby(rows["id"]).transform("first")
    earlier = by_id.where(by_id < rows["file_row"], first)
    rows["alike_row"] = earlier.where(earlier < rows["file_row"])
    rows["alike_why"] = np.where(rows["alike_row"].notna(), "possible duplicate", "")


def model_of(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the model of events."""
    day = pd.to_datetime(raw["event_date"])
    precision = raw["time_precision"]
    month = day.dt.to_period("M").dt.start_time
    first = day.where(precision == 1, (day - pd.Timedelta(days=3)).where(precision == 2, month))
    last = day.where(precision == 1, (day + pd.Timedelta(days=3)).where(precision == 2, day + MONTH_END))
    return pd.DataFrame(
        {
            "row": np.arange(1, len(raw) + 1),
            "part": "",
            "status": np.where(raw["geo_precision"] == 3, "accepted_with_warning", "accepted"),
            "reasons": np.where(raw["geo_precision"] == 3, WIDE, ""),
            "id": raw["event_id_cnty"],
            "title": raw["sub_event_type"] + ": " + raw["location"],
            "kind": raw["sub_event_type"],
            "actor": raw["actor1"],
            "place": raw["location"],
            "lon": raw["longitude"],
            "lat": raw["latitude"],
            "uncertainty_m": raw["geo_precision"].map(RADIUS_M),
            "uncertainty_basis": raw["geo_precision"].map(BASIS),
            "date_from": first.dt.strftime("%Y-%m-%d"),
            "date_to": last.dt.strftime("%Y-%m-%d"),
            "date_precision": precision.map({1: "day", 2: "week", 3: "month"}),
            "killed_min": raw["fatalities"],
            "killed_max": raw["fatalities"],
            "source": raw["source"],
            "url": "",
            "summary": raw["notes"],
        }
    )


def main() -> None:
    """Read, enrich, write."""
    atlas = open_atlas()
    plane = atlas.test.zone.plane
    crs = f"+proj=tmerc +lat_0={plane.lat_0} +lon_0={plane.lon_0} +k=1 +ellps=WGS84 +units=m"
    raw = pd.read_csv(sys.argv[1])
    rows = model_of(raw)
    rows["file_row"] = rows["row"]
    points = gpd.GeoDataFrame(
        {"radius": rows["uncertainty_m"]}, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326
    ).to_crs(crs)
    add_position(rows, points, atlas, crs)
    places = atlas.test.places
    named = gpd.GeoDataFrame(
        {"id": places.ids, "name": places.names}, geometry=gpd.points_from_xy(places.lon, places.lat), crs=4326
    ).to_crs(crs)
    add_nearest(rows, points, named, "nearest_place")
    add_positions(rows, points, atlas, crs)
    add_records(rows, points, atlas, crs)
    add_alike(rows)
    rows["dataset_version"], rows["credit"] = atlas.dataset.version, CREDIT
    rows = pd.concat([rows, raw.add_prefix("original_")], axis=1)
    rows["wkt"] = ""
    rows.to_csv(sys.argv[2], index=False)


if __name__ == "__main__":
    main()
