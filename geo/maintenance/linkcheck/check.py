"""Many addresses at once, but no host more than once at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from geo.maintenance.linkcheck.ask import TIMEOUT_S, Outcome, ask

MAX_HOSTS = 6
"""How many hosts are asked at the same time."""


def check_links(
    urls: Iterable[str], *, timeout_s: float = TIMEOUT_S, on_progress: Callable[[Outcome], None] | None = None
) -> tuple[Outcome, ...]:
    """Ask every address once.

    Parameters
    ----------
    urls : iterable of str
        http or https addresses; a duplicate is asked once.
    timeout_s : float
        Longest silence in seconds, for each request.
    on_progress : callable, optional
        Called with each outcome as it comes, from several threads.

    Returns
    -------
    tuple of Outcome
        In the order of the addresses.
    """
    addresses_once = list(dict.fromkeys(urls))
    hosts: dict[str, list[str]] = {}
    for url in addresses_once:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)

    def ask_host(addresses: list[str]) -> list[Outcome]:
        outcomes = []
        for address in addresses:
            outcome = ask(address, timeout_s=timeout_s)
            outcomes.append(outcome)
            if on_progress is not None:
                on_progress(outcome)
        return outcomes

    with ThreadPoolExecutor(max_workers=MAX_HOSTS) as pool:
        found = {outcome.url: outcome for outcomes in pool.map(ask_host, hosts.values()) for outcome in outcomes}
    return tuple(found[url] for url in addresses_once)
