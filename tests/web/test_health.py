"""The answer that says whether the server is up."""

from __future__ import annotations

from geo.readers.intake.walls import WALLS
from tests.conftest import Client


def test_it_says_which_walls_stand(client: Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"], set(answer.json()["walls"])) == (200, "ok", set(WALLS))


def test_nobody_keeps_it(client: Client) -> None:
    assert client.get("/health").headers["cache-control"] == "no-store"
