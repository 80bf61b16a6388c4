"""Which step of a clock has come? In the database's words, so that it can say by itself where something is to be told.

`sharing.rules.clock_step` says the same of one record; a test holds the two together.
"""

from protocols.catalogue.clocks import clock

# Clocks that run in days are spoken of in the morning, those that run in hours at their minute.
MORNING = 7
# The last minute of a day, in London, is the end of a clock that runs in days.
END_OF_DAY = "23:59"
REQUEST_CLOCKS = {"ordinary": "CLK-REQ", "urgent": "CLK-REQ-URGENT", "emergency": "CLK-REQ-EMERGENCY"}
# What is owed after an emergency or a quick call has a clock; what an ordinary record lacks is spoken of two days before.
ANSWER_CLOCKS = {"emergency": "CLK-EMERG", "quick": "CLK-QUICK"}
WARN_ANSWERS = 2


def warning(code: str) -> int:
    """How long before its end a clock is first spoken of, in its own days or hours; nought where it is not."""
    return max(clock(code).warn, default=0)


def _by(column: str, codes: dict[str, str], otherwise: int) -> str:
    cases = " ".join(f"when '{value}' then {warning(code)}" for value, code in codes.items())
    return f"case {column} {cases} else {otherwise} end"


REQUEST_WARN = _by("urgency", REQUEST_CLOCKS, 0)
RECEIPT_WARN = str(warning("CLK-RECEIPT"))
ANSWER_WARN = _by("route", ANSWER_CLOCKS, WARN_ANSWERS)


def step(due: str, start: str, warn: str) -> str:
    """1 soon, 2 on its day, 3 overdue, or 0: of the deadline in a column, begun at another, warned so long before."""
    last, morning = f"timezone('Europe/London', {due})::date", _morning("at")
    return (
        f"case when timezone('Europe/London', {due})::time < '{END_OF_DAY}' then"
        f" case when at > {due} then 3 when {warn} > 0 and at >= {due} - make_interval(hours => {warn}) then 1 else 0 end"
        f" when {morning} > {last} then 3 when {morning} <= {_morning(start)} then 0 when {morning} = {last} then 2"
        f" when {warn} > 0 and {morning} >= {last} - {warn} then 1 else 0 end"
    )


def untold(table: str, clock_column: str, due: str, start: str, warn: str) -> str:
    """Its step has come, and neither it nor a later one of this deadline was told."""
    return (
        f"{step(due, start, warn)} > coalesce((select max(told.step) from sharing_clocktold told"
        f" where told.{clock_column} = {table}.id and told.due_at = {table}.{due}), 0)"
    )


def _morning(moment: str) -> str:
    return f"(timezone('Europe/London', {moment}) - interval '{MORNING} hours')::date"
