"""No test of the two front ends may open a way to the network: none of what they do wants one."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

_WAYS = ("connect", "connect_ex", "bind", "sendto")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuses, and says so at the end too: a worker's error might be swallowed."""
    tried = []

    def refuse(*_: object, **__: object) -> None:
        tried.append(1)
        raise OSError("tests forbid the network")

    for name in _WAYS:
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield
    assert not tried, "it opened a socket"
