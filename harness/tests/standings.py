"""Where boards stand, made up for tests; and text as the worst of boards would send it."""

from datetime import timedelta
from typing import Final

import msgspec
from hypothesis import strategies as st

from harness.history.record import Record, Result
from harness.history.standing import Standing, Standings
from harness.tests.test_comparison import one, run
from harness.verdict import Word

# Single characters that mean something in XML, CSV, JSON, Markdown, HTML, paths or a terminal.
HOSTILE: Final = (
    "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\udfff", "\ufffe", "\uffff",
    "\U0001f600", "\u00e9", "\r", "\n", "\r\n", "\t", " ", "a", "]]>", "<![CDATA[", "</script>",
    "<img src=x onerror=alert(1)>", "&amp;", "&", '"', "'", "`", "```", "|", "\\", "\\|",
    "@everyone", "#1", "[x](javascript:y)", "![](http://x/y)", "../", "/", "..", "=1+1", "+", "-",
    "@SUM(A1)", ",", ";", "# EOF", "{", "}",
)  # fmt: skip
BUILT: Final = st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join)
TEXT: Final = st.one_of(BUILT, st.text(st.characters(), max_size=20))


@st.composite
def hostile_records(draw: st.DrawFn) -> Record:
    """Give a run of which every text is hostile."""
    results = [
        Result(
            f"{number}{draw(TEXT)}",
            "0" * 16,
            draw(TEXT),
            draw(st.sampled_from(Word)),
            draw(TEXT),
            known=draw(st.booleans()),
            heap_before=100,
            heap_collected=draw(st.integers(0, 10_000)),
            work=draw(st.integers(0, 2**62)),
            host_seconds=draw(st.floats(0, 1e6)),
            recoveries=(draw(TEXT),),
            expected=draw(TEXT),
            seen=draw(TEXT),
            figures={draw(TEXT): draw(st.floats(-1e30, 1e30))},
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return run(
        *results,
        board=draw(TEXT),
        firmware=draw(TEXT),
        run=draw(TEXT),
        profile=draw(TEXT),
        command=[draw(TEXT)],
        probe={"implementation": draw(TEXT), "version": draw(TEXT), "heap_bytes": 10048},
    )


def standing(record: Record, before: Record | None = None, *, stale: bool = False) -> Standing:
    """Give where a board stands; its earlier run was the day before."""
    header = record.header
    if before is not None:
        earlier = msgspec.structs.replace(
            before.header, started=header.started - timedelta(days=1), run=f"{header.run}-before"
        )
        before = Record(earlier, before.results, before.footer)
    return Standing(header.board, record, before, (), header.started, stale=stale)


def board(name: str, *results: Result, before: tuple[Result, ...] = ()) -> Standing:
    """Give where a board of this name stands, after these results and those before."""
    earlier = run(*before, board=name) if before else None
    return standing(run(*results, board=name), earlier)


def all_words() -> list[Result]:
    """Give a case for each verdict, unknown and known."""
    return [
        one(f"{word.lower()}{'_known' if known else ''}", word, detail="the detail", known=known)
        for word in Word
        for known in (False, True)
    ]


def boards(*every: Standing, notes: tuple[str, ...] = ()) -> Standings:
    """Give where these boards stand."""
    return Standings(every, (), notes)
