"""TCP_NODELAY on listening sockets, and only on those."""

from __future__ import annotations

import socket

from geo.web.start_page.tcp_nodelay import answer_at_once


def _nodelay(of: socket.socket) -> bool:
    return bool(of.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_a_listening_socket_answers_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert answer_at_once() >= 1
        assert _nodelay(server)


def test_an_accepted_connection_takes_it_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer_at_once()
        with socket.create_connection(server.getsockname()), server.accept()[0] as accepted:
            assert _nodelay(accepted)


def test_the_listening_socket_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer_at_once()
        with socket.create_connection(server.getsockname()) as client:
            assert client.getpeername() == server.getsockname()


def test_a_socket_that_does_not_listen_is_left_alone() -> None:
    with socket.socket() as idle:
        answer_at_once()
        assert not _nodelay(idle)
