"""The network between the copies and the server: it drops, loses, doubles, delays, and lets others go first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from twoway_core.errors import StoreFullError

from .chance import Chance
from .crash import Broken, Crash
from .server import Answer, SimServer
from .trace import Trace

CALM: dict[str, float] = {"pass": 1}
STORMY: dict[str, float] = {
    "pass": 100,
    "drop": 3,  # it never arrives
    "lose": 3,  # the server acts, the answer never arrives
    "cut-before": 2,  # the kept connection was closed: asked once more by the client itself
    "cut-after": 2,  # the same, and the server had acted
    "double": 2,  # it arrives twice; the first answer counts
    "late": 2,  # an older request of somebody arrives once more before it
    "crash-before": 1,
    "crash-after": 1.5,
    "full": 1,  # the server's disk
    "others-before": 6,  # somebody else's whole command runs before it
    "others-after": 6,
    "slow": 1,  # a token may run out meanwhile
}
SLOW_MS = 20 * 60 * 1000
MAX_REQUESTS = 150
_LATE = 8

Request = tuple[str, str, bytes | None, dict[str, str]]


@dataclass(slots=True)
class Line:
    """One command's way to the server. ``others`` runs somebody else's in the middle; ``met``: what befell it."""

    actor: str
    is_cut_off: Callable[[], bool]
    others: Callable[[], None] | None
    count: int = 0
    met: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Network:
    """Carries requests.

    ``weather``: how often what happens. ``watch`` sees each request with its answer; ``ahead`` is told before.
    """

    server: SimServer
    chance: Chance
    trace: Trace
    pass_time: Callable[[int], None]
    now: Callable[[], int]
    watch: Callable[[str, Request, Answer, bool], None]
    weather: dict[str, float] = field(default_factory=lambda: CALM)
    ahead: Callable[[Request], None] | None = None
    _sent: list[Request] = field(default_factory=list)

    def carry(self, line: Line, request: Request) -> Answer:
        """Return the answer to ``request``. Raises OSError as a socket would, or Crash."""
        if self.ahead is not None:
            self.ahead(request)
        line.count += 1
        if line.count > MAX_REQUESTS:
            raise Broken(f"{line.actor} sent more than {MAX_REQUESTS} requests in one command")
        self.pass_time(self.chance.among(5, 200))
        fate = self.chance.weigh(self.weather)
        if line.is_cut_off():
            fate = "drop"
        line.met.add(fate)
        if fate != "pass":
            self.trace.count(f"net {fate}")
        step = request[1].partition("?")[0].rpartition("/")[2]
        try:
            answer = self._meet(line, request, fate)
        except (OSError, Crash) as error:
            self.trace.say(self.now(), line.actor, f"  {step} {fate}", type(error).__name__)
            raise
        self.trace.say(self.now(), line.actor, f"  {step} {fate}", str(answer.status))
        return answer

    def _meet(self, line: Line, request: Request, fate: str) -> Answer:
        self._before(line, fate)
        answer = self._deliver(line, request, full=fate == "full", heard=fate not in _UNHEARD)
        if fate == "double":
            self._deliver(line, request, heard=False)
        self._after(line, fate)
        self._sent = [*self._sent[-_LATE:], request]
        return answer

    def _before(self, line: Line, fate: str) -> None:
        if fate == "drop":
            raise TimeoutError
        if fate == "cut-before":
            raise ConnectionResetError
        if fate == "crash-before":
            raise Crash(fate)
        if fate == "slow":
            self.pass_time(SLOW_MS)
        if fate == "others-before" and line.others is not None:
            line.others()
        if fate == "late" and self._sent:
            self._deliver(line, self.chance.pick(self._sent), heard=False)

    def _after(self, line: Line, fate: str) -> None:
        if fate == "lose":
            raise TimeoutError
        if fate == "cut-after":
            raise ConnectionResetError
        if fate == "crash-after":
            raise Crash(fate)
        if fate == "others-after" and line.others is not None:
            line.others()

    def _deliver(self, line: Line, request: Request, *, full: bool = False, heard: bool = True) -> Answer:
        self.server.store.error = StoreFullError("no room") if full else None
        answer = self.server.answer(*request)
        self.server.store.error = None
        self.watch(line.actor, request, answer, heard)
        return answer


_UNHEARD = frozenset({"lose", "cut-after", "crash-after"})
