"""How long does a thing take, next to its floor, on a machine that is not ours alone?

Everything that is compared runs round robin in one process, so that a slow minute hits all of it. Medians repeat to
about a twentieth; milliseconds do not, so a gate is always a ratio, and the median of three repeats.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Act = Callable[[int], object]
WARM, ROUNDS, REPEATS = 8, 60, 3


@dataclass(frozen=True)
class Figure:
    """One line of the report. `gate` fails the run when passed, `goal` is what we publish; `higher` is better or not."""

    scenario: str
    what: str
    value: float
    gate: float | None = None
    goal: float | None = None
    unit: str = "x"
    higher: bool = False

    @property
    def passes(self) -> bool:
        if self.gate is None:
            return True
        return self.value >= self.gate if self.higher else self.value <= self.gate

    @property
    def reaches_goal(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.higher else self.value <= self.goal


def interleaved(acts: dict[str, Act], rounds: int = ROUNDS, warm: int = WARM) -> dict[str, float]:
    """The median milliseconds of each act, called in turn with the number of the round."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(-warm, rounds):
        for name, act in acts.items():
            gc.collect(0)
            begun = time.perf_counter()
            act(number)
            if number >= 0:
                taken[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(values) for name, values in taken.items()}


def repeated(measure: Callable[[], dict[str, float]], times: int = REPEATS) -> dict[str, float]:
    """Each figure's median over several repeats of a whole measurement."""
    found = [measure() for _ in range(times)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}
