"""Every exception of the harness.

They are faults of the bench: of a file, a cable, a missing program.  What a board does, however
badly, is a value (an `Observation`), never an exception that leaves `Board`.

    OnboardError          the message is one line: the thing, the evidence, the mend
    |-- Misconfigured     what the user wrote cannot be meant: a board, a rig, an option, a file
    |-- NotInstalled      a program or package is missing; the message says what brings it
    |-- LinkLost          the far end of a link is gone
    |-- ProtocolError     the far end said something the protocol has no place for
    |-- BoardBroken       nothing brings this board back; sticky for the rest of the run
    `-- RecordDamaged     a run record is torn, has duplicates or is of an unknown format
"""


class OnboardError(Exception):
    """A fault of the bench, told in one line."""


class Misconfigured(OnboardError):
    """Something the user wrote cannot be meant."""


class NotInstalled(OnboardError):
    """A program, package or firmware is missing; the message says how to get it."""


class LinkLost(OnboardError):
    """The far end of a link is gone."""


class ProtocolError(OnboardError):
    """The far end said something the protocol has no place for."""

    def __init__(self, doing: str, expected: bytes, got: bytes) -> None:
        super().__init__(f"while {doing}: expected {expected!r}, got {got[-200:]!r}")
        self.doing = doing
        self.expected = expected
        self.got = got


class BoardBroken(OnboardError):
    """No rung of the recovery ladder brought the board back."""


class RecordDamaged(OnboardError):
    """A run record is torn, has duplicates or is of an unknown format."""
