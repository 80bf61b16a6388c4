"""In which order did it all happen? Agreements, records, meetings and what went wrong, oldest first."""

from collections.abc import Callable
from functools import partial

from config.demonstration import disagreeing, failing, keeping, legacy, meetings, onward, preparing, protocols, sharing
from config.demonstration.people import Cast

# The charter is younger than the protocol that was put under it.
UNDER_THE_CHARTER = "2024-04-15"
# Passed on with the agreement of the agency that it belongs to.
MEDIATION = "D-09"


def tell(cast: Cast, told: dict, facts: dict) -> None:
    """Tell it from the first agreement on: references are given in the order in which things happened."""
    _Story(cast, told, facts).tell()


class _Story:
    """The chapters, each of which may need what an earlier one made."""

    def __init__(self, cast: Cast, told: dict, facts: dict):
        self.cast, self.told, self.facts = cast, told, facts
        self.county, self.district = cast.board, cast.desk("board.admin", "EDC")
        self.made: dict = {}

    def tell(self) -> None:
        for _, chapter in sorted(self._chapters(), key=lambda dated: dated[0]):
            chapter()

    def _chapters(self) -> list[tuple[str, Callable[[], object]]]:
        old = {one["ref"]: one for one in self.told["legacy"]}
        mediation = next(one for one in self.told["disclosures"] if one["ref"] == MEDIATION)
        return [
            ("2013-11-01", self._first_protocol),
            ("2014-01-13", partial(keeping.approve_first_schedules, self.cast)),
            ("2014-03-05", partial(legacy.shared_in_2014, self.cast, old["L-01"])),
            ("2019-08-15", self._second_protocol),
            ("2019-11-08", partial(legacy.due_now, self.cast, old["L-02"])),
            ("2019-11-22", lambda: self._keep("held", legacy.held_for_an_access_request(self.cast, old["L-03"]))),
            ("2024-02-09", self._charter),
            ("2024-05-13", partial(keeping.approve_schedules, self.cast)),
            ("2026-02-13", self._third_protocol),
            ("2026-03-27", self._conferences),
            ("2026-04-17", self._abuse_meetings),
            *((case["recorded_at"], partial(self._record, case)) for case in self.told["disclosures"]),
            ("2026-05-20T10:00", self._conference),
            ("2026-08-19T11:00", lambda: failing.suspicion_without_failure(self.cast, self.made["protocol"])),
            *((case["asked_at"], partial(self._refused, case)) for case in self.told["refusals"]),
            ("2026-09-02T11:15", partial(self._mediation, mediation)),
            ("2026-09-09T15:40", partial(onward.agree_to_mediation, self.cast, mediation)),
            ("2026-10-02T16:50", lambda: failing.breach_of_onward_sharing(
                self.cast, self.made["paper"], self.made["protocol"]
            )),
            ("2026-10-19T11:40", lambda: legacy.hold(self.cast, self.made["held"])),
            ("2026-11-04T13:30", self._abuse_meeting),
            ("2026-11-09", partial(preparing.audit, self.cast)),
            ("2026-11-13T00:10", partial(legacy.fall_due_now, self.cast)),
            ("2026-11-18", self._still_open),
        ]  # fmt: skip

    def _keep(self, name: str, made) -> None:
        self.made[name] = made

    def _first_protocol(self) -> None:
        first = protocols.agree(self.cast, self.facts["NM-T2-CS 1.0"], author=self.county, approver=self.district)
        self._keep("kept", first.protocol)

    def _second_protocol(self) -> None:
        protocols.agree(
            self.cast, self.facts["NM-T2-CS 2.0"], author=self.county, approver=self.district,
            protocol=self.made["kept"],
        )  # fmt: skip

    def _charter(self) -> None:
        charter = protocols.agree(self.cast, self.facts["NM-T1"], author=self.county, approver=self.district)
        protocols.stand_under(self.cast, self.made["kept"], charter.protocol, by=self.county, day=UNDER_THE_CHARTER)

    def _third_protocol(self) -> None:
        version = protocols.agree(
            self.cast, self.facts["NM-T2-CS"], author=self.county, approver=self.district, protocol=self.made["kept"]
        )
        self._keep("protocol", version)

    def _conferences(self) -> None:
        version = protocols.agree(
            self.cast, self.facts["NM-T3-ASB"], author=self.district, approver=self.county, parent=self.made["kept"]
        )
        self._keep("conferences", version)

    def _abuse_meetings(self) -> None:
        version = protocols.agree(
            self.cast, self.facts["NM-T3-DA"], author=self.county, approver=self.district, parent=self.made["kept"]
        )
        self._keep("abuse", version)

    def _conference(self) -> None:
        self._keep("paper", meetings.case_conference(self.cast, self.made["protocol"], self.made["conferences"]))
        meetings.receipts(self.cast, self.made["paper"])

    def _mediation(self, case: dict) -> None:
        self._keep(case["ref"], onward.begin_mediation(self.cast, case, self.made["paper"]))

    def _record(self, case: dict) -> None:
        sharing.record(self.cast, case, self.made.get(case["ref"]))

    def _refused(self, case: dict) -> None:
        request = sharing.ask_and_refuse(self.cast, case)
        disagreeing.settle_in_part(self.cast, request, case["leads_to"])

    def _abuse_meeting(self) -> None:
        meetings.abuse_meeting(self.cast, self.made["protocol"], self.made["abuse"])

    def _still_open(self) -> None:
        sharing.ask_and_wait(self.cast, self.made["conferences"])
        preparing.advice(self.cast)
        onward.ask_and_wait(self.cast, self.made["paper"])
        preparing.next_week(self.cast, self.made["protocol"], self.made["conferences"])
