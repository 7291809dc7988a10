"""The documentation is a contract: nothing public may exist undocumented, and every example works."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import geo
from geo import vocab, web
from geo.atlas import SPECS, LayerSpec
from geo.cli.main import build_parser, main
from geo.dataset.load import load_dataset
from geo.dataset.records import TABLES, RecordSet, Table
from geo.exports.csv_table import COLUMNS
from geo.query.filters import FILTER_NAMES
from geo.settings import SETTINGS, Settings
from geo.vocab.labels import label_of
from geo.web.problems import STATUS_OF
from geo.zone import Band, LimitBasis, LimitSubject, Side
from tests.maintenance.test_wikimap import TEXT
from tests.maintenance.ucdp.test_ucdp import LAYOUT

ROOT = Path(__file__).resolve().parents[2]
TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = [ROOT / name for name in TOP] + sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "data").rglob("*.md"))
WITH_EXAMPLES = ("README.md", "CONTRIBUTING.md", "docs/cli.md")
LAYER_FILES = sorted((ROOT / "data" / "layers").glob("*.geojson"))
EVENT_LAYERS = frozenset(vocab.LAYER_OF_CATEGORY.values())
VOCABULARIES = [
    kind
    for kind in vars(vocab).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _section(name: str, heading: str) -> str:
    """Return the text below a heading, up to the next heading of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", _read(name), re.MULTILINE | re.DOTALL)
    assert found, f"{name} has no heading {heading!r}"
    return found[1]


def _rows(text: str) -> dict[str, list[str]]:
    """Return the other cells of each table row by each name in code in its first cell."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("| `"):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", cells[0]), cells[1:])
    return found


def _fenced(name: str, languages: tuple[str, ...] = ("sh", "console")) -> Iterator[str]:
    """Yield the command lines of the fenced blocks in a page."""
    for indent, language, body in FENCE.findall(_read(name)):
        if language in languages:
            for line in body.replace("\\\n", " ").splitlines():
                command = line.removeprefix(indent).removeprefix("$ ").strip()
                if command and not command.startswith("#"):
                    yield command


# Tables and vocabularies


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_every_column_is_documented(table: Table) -> None:
    documented = _rows(_section("data/README.md", f"### `{table.file}`"))
    assert list(documented) == list(table.columns)
    for name in table.columns:
        description = table.model.model_fields[name].description
        assert documented[name][0].replace("`|`", "|") == description, f"{table.file}: {name} is {description!r}"


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: str(kind.__name__))
def test_every_value_is_documented(kind: type[StrEnum]) -> None:
    documented = _rows(_section("data/README.md", f"### `{kind.__name__}`"))
    assert {name: cells[0] for name, cells in documented.items()} == {str(value): label_of(value) for value in kind}


@pytest.mark.parametrize("kind", [Side, Band, LimitSubject, LimitBasis], ids=lambda kind: str(kind.__name__))
def test_every_word_of_the_zone_is_documented(kind: type[StrEnum]) -> None:
    text = _read("docs/data.md")
    assert [str(value) for value in kind if f"`{value}`" not in text] == []


def _figures(records: RecordSet) -> dict[str, int]:
    """Return the counts that data/README.md states."""
    links = records.record_sources
    count: dict[str, int] = {
        "Events": len(records.events),
        "Events without a location": sum(event.lon is None for event in records.events),
        "Events that carry a contradiction": sum(bool(event.contradiction) for event in records.events),
        "Events with a note on the side of the lines": sum(bool(event.side_note) for event in records.events),
        **{
            f"Events with attribution `{value}`": sum(event.attribution is value for event in records.events)
            for value in vocab.Attribution
        },
        "Talks": len(records.talks),
        "Talks without a location": sum(talk.lon is None for talk in records.talks),
        "Positions": len(records.positions),
        "Positions without a pin": sum(post.lon is None or not post.draw for post in records.positions),
        "Claims": len(records.claims),
        "Control changes": len(records.control_changes),
        "Places": len(records.places),
        "Places without a point": sum(place.lon is None for place in records.places),
        "Pages": len(records.sources),
        "Pages without a known date": sum(not source.published for source in records.sources),
        "Links between records and pages": len(links),
        **{f"Links seen as `{value}`": sum(link.seen is value for link in links) for value in vocab.Seen},
        "Links that are relays": sum(link.relay for link in links),
        "Links whose origin is not established": sum(not link.origin for link in links),
    }
    return count


def test_the_figures_are_true() -> None:
    stated = re.findall(r"^\| ([^|]+) \| ([\d,]+) \|$", _section("data/README.md", "## Figures"), re.MULTILINE)
    found = {name: int(number.replace(",", "")) for name, number in stated}
    assert found == _figures(load_dataset().records)


# Layers


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec.id))
def test_every_layer_is_documented(spec: LayerSpec) -> None:
    text = _section("docs/data.md", f"### `{spec.id}`")
    for said in (spec.title, spec.group, spec.note, spec.geometry, spec.licence, spec.credit):
        assert f"| {said} |" in text
    listed = re.search(r"^\| Filters \| (.*) \|$", text, re.MULTILINE)
    wanted = {str(name) for name in spec.filters} - {"time"} | ({"from", "to"} if "time" in spec.filters else set())
    assert listed, "the section has no row of filters"
    assert set(re.findall(r"`(\w+)`", listed[1])) == wanted


def test_no_layer_is_documented_that_does_not_exist() -> None:
    headings = re.findall(r"^### `([\w-]+)`$", _section("docs/data.md", "## Layers"), re.MULTILINE)
    assert set(headings) == set(vocab.LayerId)


def _heard(cell: str) -> frozenset[str]:
    """Return the layers that a cell of the table of properties names."""
    found: set[str] = set()
    for word in cell.split(", "):
        found |= set(vocab.LayerId) if word == "all" else set(EVENT_LAYERS) if word == "events" else {word}
    assert found <= set(vocab.LayerId), f"unknown layer in {cell!r}"
    return frozenset(found)


@pytest.mark.parametrize("path", LAYER_FILES, ids=lambda path: str(path.stem))
def test_every_property_is_documented(path: Path) -> None:
    head, _, table = _section("docs/data.md", "## Properties").partition("\n### ")
    assert table
    documented = {name for name, cells in _rows(head).items() if path.stem in _heard(cells[0])}
    members = {
        "sources": set(_rows(_section("docs/data.md", "### Sources"))),
        "position": set(_rows(_section("docs/data.md", "### Position"))),
        "limits": set(_rows(_section("docs/data.md", "### Limits"))),
    }
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert set(collection) - {"type", "features"} <= set(_rows(_section("docs/data.md", "## The file")))
    kinds = _section("docs/data.md", f"### `{path.stem}`")
    for feature in collection["features"]:
        properties: dict[str, Any] = feature["properties"]
        assert set(properties) <= documented, feature["id"]
        assert f"`{properties['kind']}`" in kinds
        for name, value in properties.items():
            items = value if isinstance(value, list) else [value]
            for item in items:
                if isinstance(item, dict):
                    assert set(item) <= members[name], (feature["id"], name)


def test_every_csv_column_is_documented() -> None:
    assert list(_rows(_section("docs/data.md", "## CSV"))) == list(COLUMNS)


# Command line


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = build_parser()._actions
    found = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices)


def test_every_command_is_documented() -> None:
    headings = re.findall(r"^## `([\w-]+)`$", _read("docs/cli.md"), re.MULTILINE)
    assert sorted(headings) == sorted(_commands())


@pytest.mark.parametrize("name", [None, *_commands()])
def test_every_option_is_documented(name: str | None) -> None:
    shared = set(_rows(_section("docs/cli.md", "## Options of every command")))
    parser, documented = build_parser(), shared
    if name is not None:
        parser, documented = _commands()[name], set(_rows(_section("docs/cli.md", f"## `{name}`")))
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        names = action.option_strings or [str(action.metavar)]
        words = {piece.split()[0] for piece in documented}
        assert set(names) <= words, f"{name or 'python -m geo'}: {', '.join(names)}"


def _examples() -> list[str]:
    found = [command for name in WITH_EXAMPLES for command in _fenced(name)]
    return list(dict.fromkeys(command for command in found if " -m geo" in command))


@pytest.fixture(scope="module")
def data_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the data, so that an example may write into it."""
    return shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("docs") / "data")


@pytest.mark.parametrize("command", _examples())
def test_every_example_runs(
    command: str,
    data_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "geo"]
    assert not {"|", ">", "&&", "--data"} & set(words), "an example is one plain command on the shipped data"
    arguments = words[3:]
    for position, word in enumerate(arguments[:-1]):
        if word in ("-o", "--output"):
            arguments[position + 1] = str(tmp_path / Path(arguments[position + 1]).name)
    for name in ("data", "before/data"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(data_copy)
    for name in ("GEDEvent_v26_0_7.csv", "GEDEvent_v26_0_8.csv"):
        (tmp_path / name).write_text(",".join(LAYOUT) + "\n", encoding="utf-8")
    (tmp_path / "module.lua").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["--data", str(data_copy), *arguments]) == 0, capsys.readouterr().err


def test_the_command_line_has_examples() -> None:
    assert {command.split()[3] for command in _examples()} >= set(_commands())


# HTTP


def test_every_route_is_documented() -> None:
    documented = _rows(_section("docs/http.md", "## Routes").partition("\n### ")[0])
    assert {route.path for route in web.routes(Settings())} == set(documented)  # type: ignore[attr-defined]


def test_every_filter_is_documented() -> None:
    documented = _rows(_section("docs/http.md", "## Filters"))
    assert [name for name in documented if name in FILTER_NAMES] == list(FILTER_NAMES)
    assert set(documented) - set(FILTER_NAMES) == {"layers", "v"}


def test_every_parameter_of_the_frame_is_documented() -> None:
    script = _read("geo/mapview/static/js/core/state.js")
    used = set(re.findall(r"query\.(?:get|has|set)\(\"(\w+)\"", script))
    assert "layers" in used
    assert used - set(_rows(_section("docs/http.md", "## The map frame"))) == set()


def test_every_page_is_documented() -> None:
    documented = _rows(_section("docs/http.md", "## Pages"))
    ways = r"key=\"(\w+)\",\s*bind=\"query-params\"", r"named = st\.query_params\.get\(\"(\w+)\"\)"
    bound = [
        name
        for path in (ROOT / "geo" / "ui").rglob("*.py")
        for way in ways
        for name in re.findall(way, path.read_text(encoding="utf-8"))
    ]
    addresses = {"/"} | {f"/{path.stem}" for path in (ROOT / "pages").glob("*.py") if path.stem != "map_view"}
    assert set(documented) == addresses | set(bound)


def test_every_error_is_documented() -> None:
    errors = _section("docs/http.md", "## Errors")
    statuses = {int(status) for status in STATUS_OF.values()} | {405, 421}
    assert [status for status in sorted(statuses) if f"| {status} |" not in errors] == []


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = Starlette(
        routes=web.routes(Settings()),
        middleware=web.middleware(Settings()),
        exception_handlers=web.exception_handlers(),
    )
    with TestClient(app, base_url="http://localhost:8501", raise_server_exceptions=False) as found:
        yield found


@pytest.mark.parametrize(
    "command",
    [
        command
        for name in ("README.md", "docs/http.md", "docs/search.md")
        for command in _fenced(name)
        if "curl" in command
    ],
)
def test_every_curl_example_works(command: str, client: TestClient) -> None:
    address = next(word for word in shlex.split(command) if word.startswith("http"))
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    if "json" in answer.headers["content-type"]:
        found = json.loads(answer.content)
        assert found.get("features", True), "the example finds nothing"


# Settings, rooms, pages


def test_every_setting_is_documented() -> None:
    documented = _rows(_section("docs/settings.md", "## Environment"))
    assert documented == {
        setting.name: [f"`{setting.default}`" if setting.default else "empty", setting.help] for setting in SETTINGS
    }


def test_every_streamlit_setting_is_documented() -> None:
    config = tomllib.loads(_read(".streamlit/config.toml"))
    documented = _rows(_section("docs/settings.md", "## Streamlit"))
    values = {
        f"{group}.{name}": f"`{json.dumps(value)}`"
        for group, entries in config.items()
        for name, value in entries.items()
        if not isinstance(value, dict)
    }
    assert {name: cells[0] for name, cells in documented.items()} == values


def test_every_room_page_and_public_name_is_documented() -> None:
    text = _read("docs/architecture.md")
    rooms = [
        path for path in (ROOT / "geo").iterdir() if path.name not in ("__init__.py", "__main__.py", "__pycache__")
    ]
    places = [f"geo/{path.name}{'/' if path.is_dir() else ''}" for path in rooms]
    places += [f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py")]
    places += [f"geo.{name}" for name in geo.__all__]
    assert [place for place in sorted(places) if f"`{place}`" not in text] == []


# The README and the links


def test_the_readme_has_exactly_two_set_up_commands() -> None:
    found = [line for block in FENCE.findall(_section("README.md", "## Set up")) for line in block[2].splitlines()]
    assert len(found) == 2
    for command in found:
        path = ROOT / command
        assert path.is_file()
        assert os.access(path, os.X_OK)
    assert found[1] in _read(".ci/run")


def test_the_readme_leads_to_every_page_of_the_documentation() -> None:
    linked = {link.partition("#")[0] for link in LINK.findall(_read("README.md"))}
    wanted = {str(path.relative_to(ROOT)) for path in PAGES} - {"README.md", "data/basemap/README.md"}
    assert wanted - linked == set()


def _anchors(path: Path) -> set[str]:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_resolves(page: Path) -> None:
    broken = []
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"https?://", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_version_stands_everywhere() -> None:
    version = tomllib.loads(_read("pyproject.toml"))["project"]["version"]
    assert f"\nversion: {version}\n" in _read("CITATION.cff")
    assert f"\n## [{version}]" in _read("CHANGELOG.md")
