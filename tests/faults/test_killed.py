"""Workers are killed in the middle of every sweep and the broker is emptied: what was due is done, and once.

Most sweeps do a batch in one transaction, here all that is due in one partnership: of the one that a worker was killed
in nothing is left, of the one that it or its fellow had finished everything. Where something goes out of the house
(letters) or takes long (documents) each row is a transaction of its own. Which of the two it is says the table; the
rows are counted by what they leave: history, changes, notices, letters.
"""

from collections import Counter

import pytest

from tests.faults.table import CASES
from tests.faults.workers import Gate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("noun", CASES)
def test_what_a_killed_worker_was_in_the_middle_of_is_done_by_the_next_and_once(noun, workers, letterbox):
    case = CASES[noun]
    torn, whole = case.make(), case.make()
    workers.start()

    with Gate(case.write, torn.partnership_id) as gate:
        workers.wake_until(case.sweep, lambda: gate.is_reached() and case.is_done(whole))
        workers.kill()
    workers.empty_the_broker()
    half = case.left(torn)
    assert (0 < len(half) < case.rows + case.told) if case.piece == "row" else not half, half

    workers.start()
    workers.wake_until(case.sweep, lambda: case.is_done(torn))
    workers.run_once_more(case.sweep)

    for registrar in (torn, whole):
        left = case.left(registrar)
        assert (set(left.values()), len(left)) == ({1}, case.rows + case.told), left
    if case.letters:
        letters = Counter(letterbox.letters)
        assert len(letters) == 2 * case.rows
        # Between a letter and its stamp lies a moment that no database covers, and there the worker was killed: of each
        # of its two processes at most the one on the way goes again, under the same Message-ID, by which it is known.
        assert sum(letters.values()) <= 2 * case.rows + 2


def test_a_process_that_is_killed_alone_is_replaced_by_its_worker_and_the_work_is_done_once(workers):
    case = CASES["retention"]
    torn = case.make()
    workers.start()

    with Gate(case.write, torn.partnership_id) as gate:
        workers.wake_until(case.sweep, gate.is_reached)
        workers.kill_processes()
    assert not case.left(torn)

    workers.wake_until(case.sweep, lambda: case.is_done(torn))
    workers.run_once_more(case.sweep)
    assert set(case.left(torn).values()) == {1}
