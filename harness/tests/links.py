"""What every `Link` must do, whatever it is made of.

`check_link` is run against each implementation with a far end that sends back what it gets.  An
implementation that cannot have such a far end is held to `check_endings` only.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest

from harness.board.link import Link
from harness.errors import LinkLost

PATIENCE_SECONDS = 10.0
EVERY_BYTE = bytes(range(256)) * 8


@dataclass(frozen=True)
class Peer:
    """An open link, and a way to make its far end go."""

    link: Link
    vanish: Callable[[], None]


OpenPeer = Callable[[], AbstractContextManager[Peer]]


def check_link(open_peer: OpenPeer) -> None:
    """Hold a link to the whole contract; the far end echoes."""
    with open_peer() as peer:
        check_silence(peer.link)
        check_echo(peer.link)
    check_endings(open_peer)


def check_endings(open_peer: OpenPeer) -> None:
    """Hold a link to what the contract says of its end; the far end may be anything."""
    with open_peer() as peer:
        peer.vanish()
        with pytest.raises(LinkLost):
            read_for_ever(peer.link)
        peer.link.close()
    with open_peer() as peer:
        peer.vanish()
        with pytest.raises(LinkLost):
            write_for_ever(peer.link)
        peer.link.close()
    with open_peer() as peer:
        peer.link.close()
        peer.link.close()
        with pytest.raises(LinkLost):
            peer.link.read(0)
        with pytest.raises(LinkLost):
            peer.link.write(b"x")


def check_silence(link: Link) -> None:
    """Nothing was sent, so nothing comes, and no call waits for it beyond its timeout."""
    began = time.monotonic()
    assert link.read(0) == b""
    assert time.monotonic() - began < 0.5
    assert link.read(0.05) == b""
    assert 0.04 < time.monotonic() - began < 2


def check_echo(link: Link) -> None:
    """Every byte comes back, in order, and as soon as it is there."""
    link.write(b"")
    link.write(b"x")
    began = time.monotonic()
    assert link.read(PATIENCE_SECONDS) == b"x"
    assert time.monotonic() - began < PATIENCE_SECONDS / 2
    link.write(EVERY_BYTE)
    assert read_bytes(link, len(EVERY_BYTE)) == EVERY_BYTE


def read_bytes(link: Link, count: int) -> bytes:
    """Read until `count` bytes are there, or there has been patience enough."""
    data = b""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(data) < count and time.monotonic() < deadline:
        data += link.read(0.1)
    return data


def read_until(link: Link, mark: bytes) -> bytes:
    """Read until `mark` has come; where it does not, say what did."""
    data = b""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while mark not in data:
        assert time.monotonic() < deadline, data
        data += link.read(0.1)
    return data


def read_for_ever(link: Link) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        link.read(0.1)


def write_for_ever(link: Link) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        link.write(b"?")
        link.read(0)
