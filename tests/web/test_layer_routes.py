"""The layer routes: registry, layers, everything in one file, matching ids."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from geo.atlas import Atlas
from geo.settings import Settings
from geo.vocab import LayerId
from tests.conftest import Client
from tests.record_folder import RecordFolder

DATA_ADDRESSES = (
    "/layers",
    "/layers/match?kind=airstrike",
    "/layers/strikes.geojson",
    "/layers/talks.csv",
    "/layers/all.geojson",
)


@pytest.fixture(scope="module")
def registry(client: TestClient) -> dict[str, Any]:
    """Return what the registry says."""
    return client.get("/layers").json()


@pytest.mark.parametrize("layer_id", list(LayerId), ids=str)
def test_every_layer_is_served(client: TestClient, layer_id: LayerId) -> None:
    assert client.get(f"/layers/{layer_id}.geojson").json()["name"] == layer_id


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("/layers", "application/json"),
        ("/layers/match", "application/json"),
        ("/layers/strikes.geojson", "application/geo+json"),
        ("/layers/strikes.csv", "text/csv; charset=utf-8"),
        ("/layers/all.csv", "text/csv; charset=utf-8"),
    ],
)
def test_media_type(client: TestClient, address: str, media_type: str) -> None:
    assert client.get(address).headers["content-type"] == media_type


@pytest.mark.parametrize("address", DATA_ADDRESSES)
def test_data_is_not_sniffed(client: TestClient, address: str) -> None:
    assert client.get(address).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", DATA_ADDRESSES)
def test_nothing_in_data_may_run(client: TestClient, address: str) -> None:
    policy = client.get(address).headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "sandbox"} <= set(policy)


@pytest.mark.parametrize("address", DATA_ADDRESSES)
def test_data_may_be_read_by_other_sites(client: TestClient, address: str) -> None:
    assert client.get(address).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("address", DATA_ADDRESSES)
def test_second_request_is_304(client: TestClient, address: str) -> None:
    tag = client.get(address).headers["etag"]
    assert client.get(address, headers={"if-none-match": f'W/{tag}, "x"'}).status_code == 304


@pytest.mark.parametrize("address", ["/layers", "/layers/strikes.geojson", "/layers/talks.csv", "/layers/all.geojson"])
def test_gzip_holds_the_identity_bytes(client: TestClient, address: str) -> None:
    plain = client.get(address, headers={"accept-encoding": "identity"})
    with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as zipped:
        assert gzip.decompress(b"".join(zipped.iter_raw())) == plain.content


@pytest.mark.parametrize("address", DATA_ADDRESSES)
def test_head_tells_the_length_and_sends_nothing(client: TestClient, address: str) -> None:
    plain = {"accept-encoding": "identity"}
    head, body = client.head(address, headers=plain), client.get(address, headers=plain).content
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(body)), b"")


def test_registry_lists_the_layers_in_order(registry: dict[str, Any], atlas: Atlas) -> None:
    assert [layer["id"] for layer in registry["layers"]] == [str(layer_id) for layer_id in atlas.layers]


def test_registry_entry_has_what_the_contract_asks(registry: dict[str, Any]) -> None:
    wanted = {"id", "title", "group", "count", "located", "bbox", "digest", "licence"}
    assert [layer["id"] for layer in registry["layers"] if not wanted <= set(layer)] == []


def test_registry_counts_what_the_layers_hold(registry: dict[str, Any], client: TestClient) -> None:
    counted = {layer["id"]: (layer["count"], layer["located"]) for layer in registry["layers"]}
    found = {}
    for layer_id in counted:
        features = client.get(f"/layers/{layer_id}.geojson").json()["features"]
        found[layer_id] = (len(features), sum(feature["geometry"] is not None for feature in features))
    assert found == counted


def test_registry_digest_is_that_of_the_file(registry: dict[str, Any], client: TestClient) -> None:
    wanted = {layer["id"]: layer["digest"] for layer in registry["layers"]}
    found = {name: hashlib.sha256(client.get(f"/layers/{name}.geojson").content).hexdigest() for name in wanted}
    assert found == wanted


def test_links_of_the_registry_work_from_where_it_stands(registry: dict[str, Any], client: TestClient) -> None:
    statuses = {client.get(f"/{layer['href']}").status_code for layer in registry["layers"]}
    assert statuses == {200}


def test_current_version_in_the_address_is_immutable(client: TestClient, atlas: Atlas) -> None:
    address = f"/layers/strikes.geojson?v={atlas.dataset.version}"
    assert "immutable" in client.get(address).headers["cache-control"]


@pytest.mark.parametrize("address", ["/layers/strikes.geojson", "/layers/strikes.geojson?v=old", "/layers"])
def test_other_addresses_are_asked_again(client: TestClient, address: str) -> None:
    assert client.get(address).headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_version_in_the_address_does_not_change_the_bytes(client: TestClient, atlas: Atlas) -> None:
    address = "/layers/talks.geojson"
    assert client.get(f"{address}?v={atlas.dataset.version}").content == client.get(address).content


def test_empty_parameters_narrow_nothing(client: TestClient) -> None:
    address = "/layers/strikes.geojson"
    assert client.get(f"{address}?kind=&q=&bbox=").content == client.get(address).content


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("/layers/strikes.geojson", "buffer-zone_strikes_2"),
        ("/layers/strikes.csv?kind=airstrike", "buffer-zone_strikes_filtered_2"),
        ("/layers/all.geojson", "buffer-zone_all_2"),
        ("/layers/all.geojson?layers=talks", "buffer-zone_all_filtered_2"),
    ],
)
def test_download_has_a_name(client: TestClient, address: str, part: str) -> None:
    assert client.get(address).headers["content-disposition"].startswith(f'attachment; filename="{part}')


def test_all_takes_chosen_layers_in_the_order_of_the_registry(client: TestClient) -> None:
    features = client.get("/layers/all.geojson?layers=talks,lines").json()["features"]
    assert list(dict.fromkeys(feature["properties"]["layer"] for feature in features)) == ["lines", "talks"]


def test_match_names_only_layers_that_are_narrowed(client: TestClient) -> None:
    assert list(client.get("/layers/match?actor=iran").json()["ids"]) == [
        "strikes",
        "ground-operations",
        "other-incidents",
        "un-incidents",
    ]


def test_match_without_filters_narrows_nothing(client: TestClient, atlas: Atlas) -> None:
    assert client.get("/layers/match").json() == {"version": atlas.dataset.version, "ids": {}}


def test_impossible_filter_leaves_an_empty_collection(client: TestClient) -> None:
    assert client.get("/layers/strikes.geojson?to=1900").json()["features"] == []


@pytest.mark.parametrize("base_path", ["atlas", "/atlas", "/atlas/", "a/b"])
def test_routes_lie_below_the_base_path(make_client: Client, base_path: str) -> None:
    client = make_client(base_path=base_path)
    assert client.get(f"/{base_path.strip('/')}/layers/talks.geojson").status_code == 200


@pytest.mark.parametrize("address", ["/layers", "/map", "/layers/talks.geojson"])
def test_routes_do_not_lie_beside_the_base_path(make_client: Client, address: str) -> None:
    assert make_client(base_path="atlas").get(address).status_code == 404


def test_unknown_address_below_the_base_path_is_a_json_404(make_client: Client) -> None:
    answer = make_client(base_path="atlas").get("/atlas/layers/nothing")
    assert answer.headers["content-type"] == "application/problem+json"


def test_other_data_folder_is_served(make_client: Client, record_folder: RecordFolder) -> None:
    client = make_client(Settings(data_folder=record_folder.path))
    features = json.loads(client.get("/layers/talks.geojson").content)["features"]
    assert [feature["id"] for feature in features] == ["talk-paris", "talk-call"]
