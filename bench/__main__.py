"""`python -m bench --size ci|full [--scenario NAME] [--json FILE]`: measure, print, and fail when a gate is passed."""

import argparse
import json
import sys
import time
import traceback
from contextlib import ExitStack
from dataclasses import asdict

from bench.ground import SIZES, Ground


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="ci", help="ci: to 100,000 disclosures; full: to a million")
    parser.add_argument("--scenario", help="only these, with commas: lists, detail, create, export, retention and so on")
    parser.add_argument("--json", help="write the figures here as well")
    asked = parser.parse_args()
    broken: list[str] = []
    with ExitStack() as stack:
        ground = Ground(stack)
        figures = list(measured(ground, asked.size, asked.scenario, broken))
    if asked.json:
        with open(asked.json, "w", encoding="utf-8") as file:
            json.dump([asdict(one) | {"passes": one.passes} for one in figures], file, indent=2)
    failed = [one for one in figures if not one.passes]
    short = [one for one in figures if not one.reaches_goal]
    say(f"{len(figures)} figures, {len(failed)} past their gate, {len(short)} short of the goal")
    if broken:
        say(f"did not come to an end: {', '.join(broken)}")
    return 1 if failed or broken else 0


def measured(ground, size: str, only: str | None, broken: list[str]):
    """Every figure, printed as it is found. A scenario that breaks is told and named in `broken`; the others go on."""
    import django  # noqa: PLC0415  the address is known only now

    django.setup()
    from bench import sown  # noqa: PLC0415
    from bench.scenarios import SCENARIOS  # noqa: PLC0415

    people = sown.settle()
    ground.stand_on("postgres")  # a database is copied only when nobody is in it
    databases = {}
    for count in SIZES[size]:
        begun = time.perf_counter()
        databases[count] = ground.grow(count)
        say(f"{count:,} disclosures sown in {time.perf_counter() - begun:.0f} s")
    for name, scenario in SCENARIOS.items():
        if only is None or name in only.split(","):
            try:
                for figure in scenario(ground, databases, people):
                    show(figure)
                    yield figure
            except Exception:  # whatever it was, the other figures are still wanted
                traceback.print_exc()
                broken.append(name)


def show(figure) -> None:
    """One figure as a line of the report."""
    said = "" if figure.gate is None else f"   gate {figure.gate:g}, goal {figure.goal:g}"
    mark = "" if figure.gate is None else ("ok  " if figure.passes else "MISS")
    say(f"{mark:4} {figure.scenario:14} {figure.value:9.2f} {figure.unit:2} {figure.what}{said}")


def say(line: str) -> None:
    """One line of the report, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
