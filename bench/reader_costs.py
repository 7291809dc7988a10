"""Processor time and memory of each reader on a file of 100,000 rows: ``python -m bench.reader_costs``."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd

ROWS = 100_000
_READ = (
    "import re, sys, time\nfrom geo import read_events\nbegun = time.process_time()\n"
    "rows = sum(len(batch.events) for batch in read_events(sys.argv[1]).batches)\n"
    "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
    "print(rows, time.process_time() - begun, peak)"
)


def main() -> None:
    """Write a file of each format, read each in a process of its own, and print a table."""
    print("| Format | Rows | Processor seconds | Most memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for path in _files(Path(folder)):
            done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
            rows, seconds, kilobytes = done.stdout.split()
            memory = f"{int(kilobytes) / 1000:.0f} MB"
            print(f"| `{path.name}` | {int(rows):,} | {float(seconds):.1f} | {memory} |", flush=True)


def _files(folder: Path) -> list[Path]:
    numbers = range(ROWS)
    table = pd.DataFrame(
        {
            "id": [f"e{number}" for number in numbers],
            "date": ["2025-05-16" for _ in numbers],
            "title": [f"Made up event {number}" for number in numbers],
            "killed": [number % 7 for number in numbers],
            "lat": [33.0 + number * 1e-6 for number in numbers],
            "lon": [35.8 + number * 1e-6 for number in numbers],
        }
    )
    features = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326)
    table.to_csv(folder / "table.csv", index=False)
    (folder / "table.csv.gz").write_bytes(gzip.compress((folder / "table.csv").read_bytes()))
    table.to_parquet(folder / "table.parquet")
    (folder / "records.json").write_text(json.dumps(table.to_dict("records")), encoding="utf-8")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Events")
    sheet.append(list(table.columns))
    for row in table.itertuples(index=False):
        sheet.append(list(row))
    book.save(folder / "table.xlsx")
    features.to_file(folder / "features.geojson")
    features.to_file(folder / "features.gpkg")
    features.to_parquet(folder / "features.parquet")
    return sorted(folder.iterdir())


if __name__ == "__main__":
    main()
