"""The public corpora as tables: every row accepted or refused with its reason, no text changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from geo.errors import DataError, UsageError
from geo.readers import Choices, read_events
from tests.readers.conftest import ReadTable


def _table(texts: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["lat", "lon", "title", "note"])
    writer.writerows([["33.1", "35.8", text, text] for text in texts])
    return out.getvalue()


def test_every_row_of_ucdp_is_accepted_or_says_why_not(corpora: Path, read_table: ReadTable) -> None:
    content = (corpora / "ucdp-ged-sample" / "ged_49col.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    done = read_table(content, batch_rows=100)
    assert done.column("id") == [row["id"] for row in rows]
    assert [status == "refused" for status in done.column("status")] == [
        row["where_prec"] in {"6", "7"} for row in rows
    ]
    assert all(
        bool(reason) == (status != "accepted")
        for status, reason in zip(done.column("status"), done.column("reasons"), strict=True)
    )
    kept = [row for row in rows if row["where_prec"] not in {"6", "7"}]
    assert [lon for lon in done.column("lon") if lon is not None] == [float(row["longitude"]) for row in kept]
    assert done.column("date_from") == [row["date_start"][:10] for row in rows]
    assert done.original.to_dict("records") == rows


@pytest.mark.parametrize("name", ["json", "simple", "simple_crlf", "utf8"])
def test_dialects_give_the_expected_cells(corpora: Path, tmp_path: Path, name: str) -> None:
    expected = json.loads((corpora / "csv-spectrum" / "json" / f"{name}.json").read_text(encoding="utf-8"))
    columns = list(expected[0])
    path = tmp_path / "a.csv"
    path.write_bytes((corpora / "csv-spectrum" / "csvs" / f"{name}.csv").read_bytes())
    choices = Choices(columns={"title": columns[0], "place": columns[1]}, has_header=True)
    (batch,) = read_events(path, choices=choices).batches
    assert batch.original.to_dict("records") == expected


def test_naughty_strings_stay_what_they_are(corpora: Path, read_table: ReadTable) -> None:
    texts = json.loads((corpora / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    done = read_table(_table(texts))
    assert done.original["note"].tolist() == texts
    assert done.column("title") == [text.strip() for text in texts]
    assert set(done.column("status")) == {"accepted"}


def test_formulas_stay_text(corpora: Path, read_table: ReadTable) -> None:
    texts = (corpora / "csv-injection" / "csv-payload.txt").read_text(encoding="utf-8").splitlines()
    texts += json.loads((corpora / "csv-injection-patt" / "payloads.json").read_text(encoding="utf-8"))
    done = read_table(_table([str(text) for text in texts]))
    assert done.original["title"].tolist() == [str(text) for text in texts]


def test_broken_json_is_refused_with_its_fault(corpora: Path) -> None:
    for path in sorted((corpora / "JSONTestSuite").glob("n_*.json")):
        with pytest.raises((DataError, UsageError)) as caught:
            list(read_events(path).batches)
        assert str(caught.value)
