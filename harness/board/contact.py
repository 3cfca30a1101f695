"""Contact with a board: reaching its prompt, making it fresh, and getting it back when it is lost.

The recovery ladder is climbed from the lowest rung that may help: restore a saved state, interrupt,
soft reset, reopen the link, restart.  A board that no rung brings back is broken, and stays so.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from harness.board.conversation import Conversation
from harness.board.link import Link, Place
from harness.board.rawrepl import SOFT_RESET_FROM_ANYWHERE, AtPrompt, Finished, RawRepl
from harness.errors import BoardBroken, LinkLost, ProtocolError

_FRESH_TRIES: Final = 3  # a noisy link may lose a byte of the reset's own dialogue


@dataclass
class Contact:
    """What it takes to have the board at `place` at its raw prompt.

    `before_go` is called just before the byte that starts a program is written.  `broken` is None,
    or why the board was given up; from then on every call raises `BoardBroken` with it.
    """

    place: Place
    before_go: Callable[[], None]
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    repl: RawRepl = field(default_factory=RawRepl)
    broken: str | None = None
    _talk: Conversation | None = None
    _saved: bool = False
    _was_there: bool = False
    _reset_by_restart: bool = False
    _nonces: "count[int]" = field(default_factory=count)

    @property
    def talk(self) -> Conversation:
        """The conversation over the open link; `LinkLost` where there is none."""
        if self._talk is None:
            raise LinkLost(f"{self.place.name}: the link is closed")
        return self._talk

    def make(self) -> None:
        """Open the link and reach the prompt, or say what came instead.

        An exact board is remembered at once, after the same steps as in `_restarted`: so it is
        made fresh to the same state there, clock and all.
        """
        said = ""
        try:
            for rung in (self._reopened, self._restarted):
                is_up = rung() and (self._saved or not self.place.exact or self._reset_and_saved())
                if is_up and self._answers():
                    return
                said = f"it said {self.talk.last_heard!r}"
        except ProtocolError as error:
            said = f"it said {error.got!r}"
        except LinkLost as error:
            if not self._was_there:
                hint = "`onboard boards` lists what is connected"
                raise self._given_up(f"{error}; {hint}") from error
            said = said or str(error)
        raise self._given_up(f"no MicroPython prompt there: {said}")

    def remember(self) -> None:
        """Save the fresh state, where the place can, as what the board is made fresh to."""
        if not self._saved:
            self.make_fresh()
            self._saved = self.place.save()

    def _reset_and_saved(self) -> bool:
        self._saved = self._soft_reset() and self.place.save()
        return self._saved

    def make_fresh(self) -> None:
        """Bring the board to its raw prompt with nothing of an earlier program left in it."""
        if self.broken is not None:
            raise BoardBroken(self.broken)
        for _ in range(_FRESH_TRIES):
            if self._restored() or self._soft_reset():
                return
            self.climb("it could not be reset")
        raise self._given_up("it answers, but cannot be reset")

    def _restored(self) -> bool:
        if not self._saved or self._talk is None or not self.place.restore():
            return False
        self._talk.settle()
        return True

    def _soft_reset(self) -> bool:
        try:
            if self._reset_by_restart:
                return self._restarted()
            self.talk.settle()
            self.repl.soft_reset()
            return self.talk.expect(AtPrompt, self.place.patience.soft_reset) is not None
        except LinkLost:
            # The unix port's process ends where a board would reset itself, so restarting it is
            # tried next; but a cable that was pulled just now is not reset by that.
            # Where a state was saved, a soft reset has worked.
            self._reset_by_restart = not (self._reset_by_restart or self._saved)
            return False
        except ProtocolError:
            return False

    def quick(self, program: str) -> Finished | None:
        """Run a line or two of our own on the board as it stands; None where no answer came."""
        talk = self.talk
        self.repl.submit(program.encode())
        return talk.expect(Finished, self.place.patience.answer)

    # The recovery ladder.

    def climb(self, why: str) -> tuple[str, ...]:
        """Try rung after rung until the board answers; return the names of those tried."""
        rungs: dict[str, Callable[[], bool]] = {
            "restore": self._restored,
            "interrupt": lambda: self.talk.knock(self.place.patience.knocks),
            "soft reset": self._reset_from_anywhere,
            "reopen": self._reopened,
            "restart": self._restarted,
            "restart again": self._restarted,
        }
        if not self._saved:
            del rungs["restore"]
        if not self.place.patience.reopen:
            del rungs["reopen"]
        tried: list[str] = []
        last = ""
        for name, rung in rungs.items():
            tried.append(name)
            try:
                if rung() and self._answers():
                    return tuple(tried)
            except (LinkLost, ProtocolError) as error:
                last = f": {error}"
        raise self._given_up(f"does not come back ({why}; tried {', '.join(tried)}{last})")

    def _given_up(self, why: str) -> BoardBroken:
        name = self.place.name
        self.broken = why if why.startswith(name) else f"{name}: {why}"
        self.hang_up()
        return BoardBroken(self.broken)

    def _reset_from_anywhere(self) -> bool:
        talk = self.talk
        talk.link.write(SOFT_RESET_FROM_ANYWHERE)
        return talk.knock(self.place.patience.knocks)

    def _reopened(self) -> bool:
        self.hang_up()
        self._talk = Conversation(
            self._new_link(),
            self.place.pace,
            self.place.patience.quiet,
            self.repl,
            before_go=self.before_go,
            clock=self.clock,
            sleep=self.sleep,
        )
        return self._talk.knock(self.place.patience.boot_knocks)

    def _restarted(self) -> bool:
        if not self.place.restart():
            raise LinkLost("nothing here can switch its power")
        restores, self._saved = self._saved or self.place.exact, False
        if not self._reopened():
            return False
        # An exact board that is not what it was before does not count as back.
        return not restores or self._reset_and_saved() or not self.place.exact

    def _new_link(self) -> Link:
        """Open the link; again and again where a board that was there is not there yet."""
        deadline = self.clock() + (self.place.patience.reopen if self._was_there else 0.0)
        while True:
            try:
                link = self.place.open()
            except LinkLost:
                if self.clock() >= deadline:
                    raise
                self.sleep(0.1)
            else:
                self._was_there = True
                return link

    def hang_up(self) -> None:
        """Close the link, where one is open."""
        if self._talk is not None:
            self._talk.link.close()
        self._talk = None

    def _answers(self) -> bool:
        nonce = f"onboard-{next(self._nonces)}"
        done = self.quick(f"print('{nonce}')")
        return done is not None and done.output.split() == [nonce.encode()]
