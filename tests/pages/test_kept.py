"""What is derived from data is derived once for all sessions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest

from geo.atlas.cache import kept


@dataclass(frozen=True)
class _Data:
    version: str


def _counting(most: int = 2) -> tuple[list[tuple[str, int]], Callable[[_Data, int], int]]:
    calls: list[tuple[str, int]] = []

    @kept(most)
    def double(data: _Data, number: int) -> int:
        calls.append((data.version, number))
        return 2 * number

    return calls, double


def test_the_second_who_asks_gets_the_answer_of_the_first() -> None:
    calls, double = _counting()
    assert [double(_Data("a"), 3), double(_Data("a"), 3)] == [6, 6]
    assert calls == [("a", 3)]


@pytest.mark.parametrize(("version", "number"), [("b", 3), ("a", 4)])
def test_another_version_or_argument_is_another_answer(version: str, number: int) -> None:
    calls, double = _counting()
    double(_Data("a"), 3)
    assert double(_Data(version), number) == 2 * number
    assert len(calls) == 2


def test_the_oldest_answer_goes_first() -> None:
    calls, double = _counting(most=2)
    for number in (1, 2, 3, 3, 2, 1):
        double(_Data("a"), number)
    assert [number for _, number in calls] == [1, 2, 3, 1]


def test_two_sessions_at_the_same_time_cost_one_answer() -> None:
    calls, double = _counting()
    together = Barrier(8)

    def ask() -> int:
        together.wait(10)
        return double(_Data("a"), 5)

    with ThreadPoolExecutor(8) as pool:
        answers = [task.result() for task in [pool.submit(ask) for _ in range(8)]]
    assert (answers, calls) == ([10] * 8, [("a", 5)])


def test_a_failure_is_not_kept() -> None:
    @kept(2)
    def fail_once(_data: _Data, past: tuple[()] = ()) -> str:
        raise ValueError(str(past))

    for _ in range(2):
        with pytest.raises(ValueError, match=r"\(\)"):
            fail_once(_Data("a"))
