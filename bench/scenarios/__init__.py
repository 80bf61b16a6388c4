"""What is measured: one file a kind of work; each scenario checks its answer before it is timed."""

from bench.scenarios import leaving, lists, papers, sweeping, writing

SCENARIOS = {
    **lists.SCENARIOS, **writing.SCENARIOS, **leaving.SCENARIOS, **sweeping.SCENARIOS, **papers.SCENARIOS,
}  # fmt: skip
