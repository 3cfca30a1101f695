"""The protocol as tables of bytes, and then at every split of the stream."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.board.rawrepl import Accepted, AtPrompt, Event, Finished, Kind, RawRepl, Send
from harness.errors import ProtocolError

PASTE = b"\x05A\x01"


@dataclass(frozen=True)
class Talk:
    """A program, what the board answers, and what must have happened then."""

    program: bytes
    heard: bytes
    sent: tuple[bytes, ...]
    events: tuple[Event, ...]
    raw_paste: bool


TALKS = {
    "raw paste": Talk(
        b"print(1)",
        b"R\x01\x80\x00\x01\x04" + b"1\r\n\x04\x04>",
        (PASTE, b"print(1)", b"\x04"),
        (Accepted(), Finished(b"1\r\n", b"")),
        raw_paste=True,
    ),
    "two windows at once, then one at a time": Talk(
        b"abcdefghij",
        b"R\x01\x04\x00\x01\x01\x04\x04\x04>",
        (PASTE, b"abcd", b"efgh", b"ij", b"\x04"),
        (Accepted(), Finished(b"", b"")),
        raw_paste=True,
    ),
    "the board gives up in mid-paste": Talk(
        b"a b cdefghij",
        b"R\x01\x04\x00\x04\x04Traceback: SyntaxError\r\n\x04>",
        (PASTE, b"a b ", b"\x04"),
        (Accepted(), Finished(b"", b"Traceback: SyntaxError\r\n")),
        raw_paste=True,
    ),
    "knows raw paste but has none": Talk(
        b"print(1)",
        b"R\x00OK1\r\n\x04\x04>",
        (PASTE, b"print(1)", b"\x04"),
        (Accepted(), Finished(b"1\r\n", b"")),
        raw_paste=False,
    ),
    "firmware of 2017": Talk(
        b"print(1)",
        b"raw REPL; CTRL-B to exit\r\n>OK1\r\n\x04\x04>",
        (PASTE, b"print(1)", b"\x04"),
        (Accepted(), Finished(b"1\r\n", b"")),
        raw_paste=False,
    ),
    "firmware of 2017 behind a pty": Talk(
        b"1/0",
        b"raw REPL; CTRL-B to exit\r\r\n>OK\x04ZeroDivisionError: \r\r\n\x04>",
        (PASTE, b"1/0", b"\x04"),
        (Accepted(), Finished(b"", b"ZeroDivisionError: \r\r\n")),
        raw_paste=False,
    ),
    "SystemExit resets the board": Talk(
        b"raise SystemExit",
        b"R\x00OKbye\r\n\x04\x04\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>",
        (PASTE, b"raise SystemExit", b"\x04"),
        (Accepted(), Finished(b"bye\r\n", b"")),
        raw_paste=False,
    ),
}


def carry(repl: RawRepl, pieces: list[bytes]) -> tuple[list[bytes], list[Event]]:
    sent, events = [], []
    for piece in [b"", *pieces]:
        events += repl.receive_data(piece)
        while (send := repl.next_to_send()) is not None:
            sent.append(send.data)
    return sent, events


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS.keys())
def test_a_submission(talk: Talk) -> None:
    repl = RawRepl()
    repl.submit(talk.program)
    sent, events = carry(repl, [talk.heard])
    assert tuple(sent) == talk.sent
    assert tuple(events) == talk.events
    assert repl.raw_paste is talk.raw_paste


@given(
    talk=st.sampled_from(list(TALKS.values())),
    cuts=st.lists(st.integers(min_value=0, max_value=80)),
)
def test_every_split_of_the_stream_tells_the_same_story(talk: Talk, cuts: list[int]) -> None:
    repl = RawRepl()
    repl.submit(talk.program)
    edges = [0, *sorted(min(cut, len(talk.heard)) for cut in cuts), len(talk.heard)]
    pieces = [talk.heard[a:b] for a, b in pairwise(edges)]
    sent, events = carry(repl, pieces)
    assert b"".join(sent) == b"".join(talk.sent)
    assert tuple(events) == talk.events


def test_a_second_program_is_not_asked_about_raw_paste_again_where_there_is_none() -> None:
    repl = RawRepl()
    repl.submit(b"1")
    carry(repl, [b"R\x00OK\x04\x04>"])
    repl.submit(b"2")
    sent, events = carry(repl, [b"OK2\r\n\x04\x04>"])
    assert sent == [b"2", b"\x04"]
    assert events == [Accepted(), Finished(b"2\r\n", b"")]


@pytest.mark.parametrize(
    ("answer", "kind"), [(b"R\x00", Kind.PACED), (b"R\x01\x80\x00", Kind.WINDOWED)]
)
def test_program_text_is_paced_only_without_flow_control(answer: bytes, kind: Kind) -> None:
    repl = RawRepl()
    repl.submit(b"x")
    assert repl.next_to_send() == Send(PASTE, Kind.CONTROL)
    repl.receive_data(answer)
    assert repl.next_to_send() == Send(b"x", kind)
    assert repl.next_to_send() == Send(b"\x04", Kind.GO)


@pytest.mark.parametrize(
    "heard",
    [
        b">>> ",  # the friendly prompt
        b"R\x02",  # an answer nobody knows
        b"R\x00NO",  # not OK
        b"R\x01\x00\x00",  # a window without room
        b"R\x01\x80\x00x",  # program output in the middle of a paste
    ],
)
def test_what_means_nothing_is_an_error_that_shows_it(heard: bytes) -> None:
    repl = RawRepl()
    repl.submit(b"print(1)")
    with pytest.raises(ProtocolError) as caught:
        repl.receive_data(heard)
    assert heard[-1:] in caught.value.got


def test_bytes_nobody_asked_for_make_the_next_submission_an_error() -> None:
    repl = RawRepl()
    repl.submit(b"print('\\x04\\x04>')")
    # The program printed what ends a frame; the true end of it is now in the way.
    assert repl.receive_data(b"R\x00OK\x04\x04>\r\n\x04\x04>")[-1] == Finished(b"", b"")
    with pytest.raises(ProtocolError, match="at the raw prompt"):
        repl.submit(b"print(2)")


def test_soft_reset() -> None:
    repl = RawRepl()
    repl.soft_reset()
    heard = [b"OK\r\nsoft reboot\r\n", b"boot.py says >\r\n", b"raw REPL; CTRL-B to exit\r\n>"]
    sent, events = carry(repl, heard)
    assert (sent, events) == ([b"\x04"], [AtPrompt()])


@pytest.mark.parametrize(
    ("printed", "rebooted"),
    [
        (b"1\r\n\r\n\x00MicroPython v1.9.2-34 on 2017; micro:bit\r\nType ...\r\n>>> ", True),
        (b"soft reboot\r\nraw REPL; CTRL-B to exit\r\n>", True),
        (b"\r\nAdafruit CircuitPython 9.0.0 on 2024; board\r\n>>> ", True),
        (b"MicroPython v1.9.2\r\n", False),
        (b">>> ", False),
        (b"MicroPython v1.9 >>> \r\nand on it goes", False),
    ],
)
def test_a_banner_and_a_prompt_look_like_a_reset(printed: bytes, *, rebooted: bool) -> None:
    repl = RawRepl()
    repl.submit(b"x")
    repl.receive_data(b"R\x00OK" + printed)
    assert repl.looks_rebooted is rebooted


def test_a_program_that_has_a_banner_in_it_may_print_one() -> None:
    repl = RawRepl()
    repl.submit(b"print('raw REPL; CTRL-B to exit\\n>', end='')")
    repl.receive_data(b"R\x00OKraw REPL; CTRL-B to exit\r\n>")
    assert not repl.looks_rebooted


def test_an_empty_program_is_no_soft_reset() -> None:
    repl = RawRepl()
    repl.submit(b"")
    sent, events = carry(repl, [b"R\x00OK\x04\x04>"])
    assert sent == [PASTE, b"\n", b"\x04"]
    assert events == [Accepted(), Finished(b"", b"")]


def test_a_flood_is_kept_only_in_part() -> None:
    repl = RawRepl()
    repl.submit(b"x")
    repl.receive_data(b"R\x00OK")
    for _ in range(100):
        repl.receive_data(b"0123456789" * 1000)
    assert len(repl.output) == 256 * 1024
    (finished,) = repl.receive_data(b"\x04\x04>")
    assert isinstance(finished, Finished)
