"""The private store: nobody without the token, nothing after the session, never more memory than allowed."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from geo.errors import NotFoundError, UsageError
from geo.userdata.rows.stored_rows import private_store
from geo.userdata.session.store import GRACE_S, MAX_KEPT_S, Lease, PrivateStore


@dataclass
class _Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class _Session:
    connected: bool = True
    ended: int = 0

    def alive(self) -> bool:
        return self.connected

    def end(self) -> None:
        self.ended += 1


@pytest.fixture
def clock() -> _Clock:
    """Return a clock that stands still."""
    return _Clock()


@pytest.fixture
def store(clock: _Clock) -> PrivateStore[str]:
    """Return an empty store of 1,000 bytes."""
    return PrivateStore(max_bytes=1000, clock=clock)


@pytest.fixture
def session() -> _Session:
    """Return a session that is connected."""
    return _Session()


Put = Callable[..., Lease]


@pytest.fixture
def put(store: PrivateStore[str], session: _Session) -> Put:
    """Return a function that puts a text away for the session."""

    def put_text(held: str = "rows", *, size_bytes: int = 10) -> Lease:
        return store.put(held, size_bytes=size_bytes, is_alive=session.alive, on_end=session.end)

    return put_text


def test_the_token_opens_its_rows_only(store: PrivateStore[str], put: Put) -> None:
    first, second = put("first"), put("second")
    assert (store.find(first.token), store.find(second.token)) == ("first", "second")


def test_tokens_have_256_bits_and_differ(put: Put) -> None:
    leases = [put() for _ in range(50)]
    assert {len(lease.token) for lease in leases} == {43}
    assert len({lease.token for lease in leases}) == 50


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase(), lambda t: "", str.upper]
)
def test_a_token_that_is_nearly_right_opens_nothing(
    store: PrivateStore[str], put: Put, change: Callable[[str], str]
) -> None:
    lease = put()
    with pytest.raises(NotFoundError):
        store.find(change(lease.token))


def test_a_wrong_token_and_a_lost_session_get_the_same_words(
    store: PrivateStore[str], put: Put, session: _Session
) -> None:
    lease = put()
    with pytest.raises(NotFoundError) as wrong:
        store.find("x" * 43)
    session.connected = False
    with pytest.raises(NotFoundError) as lost:
        store.find(lease.token)
    assert str(wrong.value) == str(lost.value)


def test_rows_come_back_with_the_connection(
    store: PrivateStore[str], put: Put, session: _Session, clock: _Clock
) -> None:
    lease = put()
    session.connected = False
    clock.now += GRACE_S - 1
    store.sweep()
    session.connected = True
    assert store.find(lease.token) == "rows"


def test_rows_go_when_the_session_stays_away(
    store: PrivateStore[str], put: Put, session: _Session, clock: _Clock
) -> None:
    lease = put()
    session.connected = False
    clock.now += GRACE_S + 1
    assert store.sweep() == 1
    session.connected = True
    with pytest.raises(NotFoundError):
        store.find(lease.token)


def test_the_session_is_told_once_that_its_rows_went(
    store: PrivateStore[str], put: Put, session: _Session, clock: _Clock
) -> None:
    lease = put()
    session.connected = False
    clock.now += GRACE_S + 1
    store.sweep()
    store.sweep()
    assert (session.ended, lease.token != "") == (1, True)


def test_rows_of_a_connected_session_stay(store: PrivateStore[str], put: Put, clock: _Clock) -> None:
    lease = put()
    for _ in range(10):
        clock.now += GRACE_S / 2
        store.sweep()
    assert store.find(lease.token) == "rows"


def test_rows_go_after_the_longest_time_in_any_case(store: PrivateStore[str], put: Put, clock: _Clock) -> None:
    lease = put()
    clock.now += MAX_KEPT_S + 1
    store.sweep()
    with pytest.raises(NotFoundError):
        store.find(lease.token)


def test_rows_go_with_their_lease(store: PrivateStore[str], put: Put) -> None:
    lease = put()
    token = lease.token
    del lease
    gc.collect()
    with pytest.raises(NotFoundError):
        store.find(token)
    assert store.used_bytes == 0


def test_ending_a_lease_removes_the_rows(store: PrivateStore[str], put: Put) -> None:
    lease = put()
    lease.end()
    lease.end()
    with pytest.raises(NotFoundError):
        store.find(lease.token)


def test_memory_is_counted_over_all_sessions(store: PrivateStore[str], put: Put) -> None:
    leases = [put(size_bytes=400), put(size_bytes=400)]
    with pytest.raises(UsageError, match="Try a smaller file"):
        put(size_bytes=400)
    assert (store.used_bytes, len(leases)) == (800, 2)


def test_memory_of_rows_that_went_is_free_again(store: PrivateStore[str], put: Put) -> None:
    put(size_bytes=900).end()
    assert store.find(put(size_bytes=900).token)


def test_the_process_has_one_store() -> None:
    assert private_store(5) is private_store(5)
