"""Compression, entity tags and 304."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from geo.web.payload import IMMUTABLE, REVALIDATE, Payload, answer, pack

BODY = b'{"name":"value"}' * 100
PAYLOAD = pack(BODY, "application/json", headers={"X-Own": "yes"})


def _answer(payload: Payload = PAYLOAD, *, method: str = "GET", **headers: str) -> Response:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return answer(Request({"type": "http", "method": method, "headers": raw}), payload)


@pytest.mark.parametrize(
    "accepted",
    [
        "gzip",
        "GZIP",
        "gzip, br",
        "br;q=1.0, gzip;q=0.5",
        "*",
        "gzip;q=0.001",
        "deflate , gzip ;q=0.8",
        "*;q=0, gzip",
    ],
)
def test_gzip_is_sent_to_who_takes_it(accepted: str) -> None:
    assert gzip.decompress(_answer(accept_encoding=accepted).body) == BODY


@pytest.mark.parametrize(
    "accepted",
    ["", "identity", "br", "gzip;q=0", "gzip; q=0.0", "gzip;q=0.000", "gzip;q=0, *", "*;q=0", "gzippy"],
)
def test_identity_is_sent_to_everybody_else(accepted: str) -> None:
    assert _answer(accept_encoding=accepted).body == BODY


def test_no_accept_encoding_gives_identity() -> None:
    assert "content-encoding" not in _answer().headers


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br, GZIP; q=0.0"])
def test_who_refuses_gzip_is_not_left_to_others_who_compress(accepted: str) -> None:
    assert _answer(accept_encoding=accepted).headers["content-encoding"] == "identity"


def test_gzip_is_named() -> None:
    assert _answer(accept_encoding="gzip").headers["content-encoding"] == "gzip"


def test_length_is_that_of_what_is_sent() -> None:
    response = _answer(accept_encoding="gzip")
    assert response.headers["content-length"] == str(len(response.body))


def test_both_codings_have_their_own_tag() -> None:
    assert _answer().headers["etag"] != _answer(accept_encoding="gzip").headers["etag"]


def test_caches_are_told_of_the_codings() -> None:
    assert _answer().headers["vary"] == "Accept-Encoding"


def test_own_headers_are_sent_with_304() -> None:
    assert _answer(if_none_match="*").headers["x-own"] == "yes"


@pytest.mark.parametrize(
    "pattern",
    ["{}", "W/{}", '"other", {}', '"other",W/{} , "third"', "*", '{}, "a,b"'],
    ids=lambda pattern: pattern,
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_known_tag_gives_304(pattern: str, coding: str) -> None:
    tag = _answer(accept_encoding=coding).headers["etag"]
    assert _answer(accept_encoding=coding, if_none_match=pattern.format(tag)).status_code == 304


@pytest.mark.parametrize("given_tag", ['"other"', "", 'W/"other"', '"*x"', PAYLOAD.tag[:-1]])
def test_other_tag_gives_the_body(given_tag: str) -> None:
    assert _answer(if_none_match=given_tag).status_code == 200


def test_304_has_no_body() -> None:
    assert _answer(if_none_match="*").body == b""


def test_304_repeats_the_tag() -> None:
    assert _answer(if_none_match="*").headers["etag"] == _answer().headers["etag"]


def test_head_has_the_headers_of_get() -> None:
    assert dict(_answer(method="HEAD").headers) == dict(_answer().headers)


def test_head_has_no_body() -> None:
    assert _answer(method="HEAD").body == b""


@pytest.mark.parametrize(
    ("media_type", "size", "zipped"),
    [
        ("application/json", 10, False),
        ("application/geo+json", 5000, True),
        ("text/javascript; charset=utf-8", 5000, True),
        ("text/html; charset=utf-8", 5000, True),
        ("image/png", 5000, False),
    ],
)
def test_what_pays_is_compressed(media_type: str, size: int, zipped: bool) -> None:
    assert (pack(b"x" * size, media_type).packed is not None) is zipped


@pytest.mark.parametrize(("immutable", "control"), [(True, IMMUTABLE), (False, REVALIDATE)])
def test_cache_control(immutable: bool, control: str) -> None:
    request = Request({"type": "http", "method": "GET", "headers": []})
    assert answer(request, PAYLOAD, immutable=immutable).headers["cache-control"] == control


@given(st.binary(max_size=3000))
def test_same_body_gives_the_same_payload(body: bytes) -> None:
    assert pack(body, "text/plain") == pack(body, "text/plain")


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_other_body_gives_another_tag(one: bytes, other: bytes) -> None:
    assert (pack(one, "text/plain").tag == pack(other, "text/plain").tag) is (one == other)
