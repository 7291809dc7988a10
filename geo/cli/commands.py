"""The commands, each a function from parsed options to an exit code."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from geo.atlas import Atlas
from geo.atlas.shared import open_atlas
from geo.atomic_write import write_aside
from geo.cli.terminal import say
from geo.dataset.load import DATA_FOLDER
from geo.errors import DataError, Fault, UsageError
from geo.exports import Format, export_layer, export_layers
from geo.query.filters import FILTER_NAMES, Filters
from geo.settings import read_settings
from geo.text.numbers import parse_number
from geo.text.quantities import parse_metres


def check(options: argparse.Namespace) -> int:
    """Validate everything; the faults go to stderr through the error."""
    atlas = open_atlas(data_folder(options))
    records = atlas.dataset.records
    located = sum(layer.located for layer in atlas.layers.values())
    total = sum(len(layer.features) for layer in atlas.layers.values())
    say(
        f"{len(records.events)} events, {len(records.talks)} talks, {len(records.positions)} positions, "
        f"{len(records.claims)} claims, {len(records.places)} places, {len(records.sources)} sources: no fault.\n"
        f"{len(records.reference_rows)} reference rows accounted for. "
        f"{len(atlas.layers)} layers, {total} features, {located} of them located. Version {atlas.dataset.version}.",
    )
    return 0


def build(options: argparse.Namespace) -> int:
    """Compile the layer files, or check that they are up to date."""
    atlas = open_atlas(data_folder(options))
    folder = (data_folder(options) or DATA_FOLDER) / "layers"
    wanted = {f"{layer_id}.geojson": atlas.geojson(layer_id) for layer_id in atlas.layers}
    stale = [name for name, body in wanted.items() if not _holds(folder / name, body)]
    extra = [path.name for path in sorted(folder.glob("*.geojson")) if path.name not in wanted]
    if options.check:
        faults = [Fault(name, 0, "-", "out of date; run python -m geo build") for name in stale]
        faults += [Fault(name, 0, "-", "no such layer; remove the file") for name in extra]
        if faults:
            raise DataError(faults)
        say(f"{len(wanted)} layer files are up to date.")
        return 0
    folder.mkdir(exist_ok=True)
    for name in stale:
        write_aside(folder / name, wanted[name])
    say(f"{len(stale)} of {len(wanted)} layer files written to {folder}.")
    return 0


def position(options: argparse.Namespace) -> int:
    """Print the position test's answer for one point as JSON."""
    lon = parse_number(options.lon, name="LON")
    lat = parse_number(options.lat, name="LAT")
    radius = parse_metres(options.uncertainty, name="--uncertainty")
    answer = open_atlas(data_folder(options)).test.answer(lon, lat, uncertainty_m=radius)
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write a layer, or all, narrowed by the filters."""
    atlas = open_atlas(data_folder(options))
    body = _exported(atlas, options)
    if options.output is None:
        _print_bytes(body)
    else:
        write_aside(options.output, body)
        say(f"{len(body):,} bytes written to {options.output}.")
    return 0


def data_folder(options: argparse.Namespace) -> Path | None:
    """Return the data folder: the option, else the setting, else that of the checkout."""
    given: Path | None = options.data
    return given or read_settings().data_folder


def _print_bytes(body: bytes) -> None:
    try:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"Standard output cannot be written: {error.strerror}.") from error


def _exported(atlas: Atlas, options: argparse.Namespace) -> bytes:
    given = {name: getattr(options, f"filter_{name}") for name in FILTER_NAMES}
    filters = Filters.from_params({name: text for name, text in given.items() if text is not None})
    form = Format(options.format)
    selection = atlas.select(filters)
    if options.layer == "all":
        return export_layers(atlas, list(selection.values()), form=form)
    return export_layer(atlas, selection[atlas.layer(options.layer).spec.id], form=form)


def _holds(path: Path, body: bytes) -> bool:
    return path.is_file() and path.read_bytes() == body
