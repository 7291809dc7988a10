"""Made-up events in the shape of an ACLED export, for measurements: 31 columns, about 270 bytes a row, seeded.

    python bench/acled_rows.py OUT.csv [--rows 1000000] [--distinct]

Nothing in it happened. Places are random points about the region, each with a made-up name; like in a real export many
rows share a place. ``--distinct`` gives every row a point of its own, which no real file of this kind does.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

SEED = 338
PLACES = 8000
BLOCK = 100_000
BOX = (35.4, 32.3, 42.2, 37.2)
NEAR_BOX = (35.5, 32.6, 36.3, 33.5)
FIRST_DAY = np.datetime64("2017-01-01")
DAYS = 3600

TYPES = (
    ("Explosions/Remote violence", "Air/drone strike", "Political violence"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "Political violence"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "Political violence"),
    ("Battles", "Armed clash", "Political violence"),
    ("Violence against civilians", "Attack", "Political violence"),
    ("Violence against civilians", "Abduction/forced disappearance", "Political violence"),
    ("Strategic developments", "Looting/property destruction", "Strategic developments"),
    ("Strategic developments", "Arrests", "Strategic developments"),
    ("Protests", "Peaceful protest", "Demonstrations"),
)
ACTORS = ("Force One", "Force Two (2012-)", "Unidentified Group", "Civilians", "Protesters")
SOURCES = ("Made-up Agency", "Made-up Daily; Made-up Agency", "Undisclosed Source", "Made-up Daily")
NOTES = ("Made-up words in quotes.", "Nothing happened.")


def write_rows(path: Path, *, rows: int, distinct: bool = False, seed: int = SEED) -> None:
    """Write a file of made-up rows.

    Parameters
    ----------
    path : Path
        File to write.
    rows : int
        Number of rows.
    distinct : bool
        Whether each row has a point of its own, instead of one of 8,000 places.
    seed : int
        Seed of the random numbers; the same seed gives the same bytes.
    """
    random = np.random.default_rng(seed)
    lon, lat = _places(random, PLACES)
    with path.open("wb") as out:
        for start in range(0, rows, BLOCK):
            count = min(BLOCK, rows - start)
            place = random.integers(0, PLACES, count)
            where = _places(random, count) if distinct else (lon[place], lat[place])
            table = _block(random, start=start, count=count, place=place, lon=where[0], lat=where[1])
            options = pa.csv.WriteOptions(include_header=start == 0, quoting_style="none")
            pa.csv.write_csv(table, out, options)


def _places(random: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return points, one in five of them close to the lines."""
    near = random.random(count) < 0.2
    lon = np.where(near, random.uniform(*NEAR_BOX[::2], count), random.uniform(*BOX[::2], count))
    lat = np.where(near, random.uniform(*NEAR_BOX[1::2], count), random.uniform(*BOX[1::2], count))
    return np.round(lon, 4), np.round(lat, 4)


def _block(
    random: np.random.Generator, *, start: int, count: int, place: np.ndarray, lon: np.ndarray, lat: np.ndarray
) -> pa.Table:
    kind = random.integers(0, len(TYPES), count)
    days = FIRST_DAY + random.integers(0, DAYS, count)
    number = np.arange(start, start + count)

    def chosen(values: tuple[str, ...], index: np.ndarray) -> pa.Array:
        return pa.array(values).take(pa.array(index))

    def constant(text: str) -> pa.Array:
        return pa.array([text]).take(pa.array(np.zeros(count, dtype=np.int8)))

    def numbered(prefix: str, values: np.ndarray) -> pa.Array:
        return pa.compute.binary_join_element_wise(prefix, pa.array(values).cast(pa.string()), "")

    actor, other = (chosen(ACTORS, random.integers(0, len(ACTORS), count)) for _ in range(2))
    return pa.table(
        {
            "event_id_cnty": numbered("XXX", number),
            "event_date": pa.array(days.astype(str)),
            "year": pa.array(days.astype("datetime64[Y]").astype(int) + 1970),
            "time_precision": pa.array(random.choice([1, 1, 1, 1, 2, 3], count)),
            "disorder_type": chosen(tuple(names[2] for names in TYPES), kind),
            "event_type": chosen(tuple(names[0] for names in TYPES), kind),
            "sub_event_type": chosen(tuple(names[1] for names in TYPES), kind),
            "actor1": actor,
            "assoc_actor_1": constant(""),
            "inter1": constant("1"),
            "actor2": other,
            "assoc_actor_2": constant(""),
            "inter2": constant("7"),
            "interaction": constant("17"),
            "civilian_targeting": constant(""),
            "iso": pa.array(np.full(count, 760)),
            "region": constant("Middle East"),
            "country": constant("Syria"),
            "admin1": numbered("Province ", place % 14),
            "admin2": numbered("District ", place % 61),
            "admin3": numbered("Part ", place % 270),
            "location": numbered("Village ", place),
            "latitude": pa.array(lat),
            "longitude": pa.array(lon),
            "geo_precision": pa.array(random.choice([1, 1, 1, 2, 3], count)),
            "source": chosen(SOURCES, random.integers(0, len(SOURCES), count)),
            "source_scale": constant("Subnational"),
            "notes": chosen(NOTES, random.integers(0, len(NOTES), count)),
            "fatalities": pa.array(random.poisson(0.4, count)),
            "tags": constant(""),
            "timestamp": pa.array(1_700_000_000 + random.integers(0, 80_000_000, count)),
        }
    )


def main() -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--distinct", action="store_true")
    options = parser.parse_args()
    write_rows(options.out, rows=options.rows, distinct=options.distinct)
    print(f"{options.out}: {options.rows:,} rows, {options.out.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
