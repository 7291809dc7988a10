"""Whether the linked pages still answer. Only ``python -m geo sources --check-links`` comes here.

::

    ask(url, timeout_s=...)             ask      one address: HEAD, then GET if HEAD was not answered well
    check_links(urls, timeout_s=...)    check    many addresses, one at a time for each host

No page is read: a GET is broken off after the headers. Nothing is sent but the address and our name.
"""

from geo.maintenance.linkcheck.ask import TIMEOUT_S, Outcome, Status, ask
from geo.maintenance.linkcheck.check import MAX_HOSTS, check_links

__all__ = ["MAX_HOSTS", "TIMEOUT_S", "Outcome", "Status", "ask", "check_links"]
