"""What the reference's runs of a program amount to: an answer, or why there is none.

Pure: `worker` tells what was seen, and what is made of it is decided here.
"""

import re
import signal
from collections.abc import Iterator, Sequence

from harness.observation import Expected, Unusable
from harness.suite.worker import Limits, Seen

_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}", re.IGNORECASE)
_ESCAPED = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of other bytes
_CPU_SIGNALS = {
    getattr(signal, name) for name in ("SIGPROF", "SIGXCPU") if hasattr(signal, name)
}  # Windows has neither
_UNSTABLE = "prints different things under two hash seeds"
_MESSAGE_CHARACTERS = 200  # of an exception: a reason is a line in a table


# What the workers answered, one under each hash seed: all runs, or why there are none to tell of.
Both = Sequence[list[Seen] | Unusable]


def judge(both: Both, limits: Limits) -> Expected | Unusable:
    """Say what a program does that was run once under each seed."""
    runs = _runs(both)
    return runs if isinstance(runs, Unusable) else _agreed(runs[0], limits)


def judge_steps(both: Both, limits: Limits) -> tuple[str, ...] | Unusable:
    """Say what each step prints; under each seed a program was run whole and then step by step."""
    runs = _runs(both)
    if isinstance(runs, Unusable):
        return runs
    for pair in runs:
        for seen in pair:
            if seen.how == "ran" and seen.names:
                return Unusable(f"raises {_exception(seen)}")
        answer = _agreed(pair, limits)
        if isinstance(answer, Unusable):
            return answer
    whole, steps = (pair[0] for pair in runs)
    if whole.output != steps.output:
        return Unusable("whole and step by step disagree")
    if steps.outputs != runs[1][1].outputs:
        return Unusable(_UNSTABLE)
    return tuple(steps.outputs)


def lasts(both: Both, *, waited: bool) -> bool:
    """Whether a less busy system would give the same answers.

    `waited` says that a program which is late under both seeds had time enough on any system.
    """
    runs = _runs(both)
    if isinstance(runs, Unusable):
        return False
    late = [seen.late for seen in runs[-1]]
    return all(seen.lasts for pair in runs for seen in pair) or (waited and all(late))


def _runs(both: Both) -> list[tuple[Seen, ...]] | Unusable:
    """Pair what was seen; where a run failed under one seed only, the next has no pair."""
    seen = []
    for answer in both:
        if isinstance(answer, Unusable):
            return answer
        seen.append(answer)
    return list(zip(*seen, strict=False))


def _agreed(pair: Sequence[Seen], limits: Limits) -> Expected | Unusable:
    one, other = (_told(seen, limits) for seen in pair)
    if isinstance(one, Unusable):
        return one
    if isinstance(other, Unusable):
        return other
    if one.output != other.output:
        return Unusable(_UNSTABLE)
    if one != other:
        return Unusable("ends differently under two hash seeds")
    return one


def _exception(seen: Seen) -> str:
    message = " ".join(re.sub(r"\b0x[0-9a-f]{6,}", "0x...", seen.message).split())
    return f"{seen.names[0]}: {message[:_MESSAGE_CHARACTERS]}" if message else seen.names[0]


def _told(seen: Seen, limits: Limits) -> Expected | Unusable:
    """Say what one run by itself amounts to."""
    for reason in _faults(seen, limits):
        return Unusable(reason)
    return Expected(seen.output, tuple(seen.names), seen.message)


def _faults(seen: Seen, limits: Limits) -> Iterator[str]:
    """Why no board could be held to this; the first reason is the one to tell."""
    text = seen.output + seen.message
    if len(text.encode("utf-8", "surrogatepass")) > limits.output_bytes:
        yield f"prints more than {limits.output_bytes} bytes"
    if seen.late:
        yield f"did not end within {limits.wall_seconds:g} s"
    if seen.report is None:
        yield _end(seen.ended, limits)
    if seen.how == "does not compile":
        yield f"does not compile: {seen.names[0]} line {seen.message}"
    if seen.how == "needs":
        yield f"needs {seen.message}"
    if seen.how == "asked for input":
        yield "asks for input"
    if _ESCAPED.search(seen.output):
        yield "prints bytes that are not UTF-8"
    if "\4" in text:
        yield "prints the character U+0004, which ends a raw REPL frame"
    if _ADDRESS.search(text):
        yield "prints an address (0x...)"


def _end(ended: int, limits: Limits) -> str:
    if -ended in _CPU_SIGNALS:
        return f"needed more than {limits.cpu_seconds:g} s of CPU"
    if ended < 0:
        return f"the reference died with signal {-ended}"
    return f"ended its process with status {ended}"
