"""Who may read and write the rows of a table, said once on the model and enforced by PostgreSQL (design 4).

A model's `wall` is one of the classes below. `database.py` turns it into row-level security; `test_walls.py`
refuses a model without one. Policies call stable functions inside `(select ...)`, so that each is asked once a
query and not once a row; none of them joins or calls EXISTS (measured: 0.4 ms against 28 to 3,648 ms at a million rows).

`reads` is who finds a row, `changes` who may lock, change or remove what they find, `writes` who may put one in. They
differ for auditors alone, who read what other agencies opened to them and change none of it; for everybody else a row
that may be read may be locked, since `select_for_update` would silently find nothing.
"""

from dataclasses import dataclass

PARTNERSHIP = "partnership_id = (select concordat_partnership())"


@dataclass(frozen=True)
class Catalogue:
    """Law, markings and the like: everybody reads, only a migration writes."""

    def reads(self) -> str:
        return "true"

    changes = reads

    def writes(self) -> str:
        return "false"


@dataclass(frozen=True)
class System:
    """No policy, and why none is right: the table is needed before anybody is known."""

    why: str


@dataclass(frozen=True)
class OfPartnership:
    """Every member of the partnership; `written_by` names the agency whose alone it is to write, which others read."""

    written_by: str = ""

    def reads(self) -> str:
        return PARTNERSHIP

    def changes(self) -> str:
        own = f" and {self.written_by} = any ((select concordat_own_agencies())::uuid[])" if self.written_by else ""
        return f"{PARTNERSHIP}{own}"

    writes = changes


@dataclass(frozen=True)
class OfOrganisation:
    """An organisation stands above tenants: it is read through the agencies of the partnership one acts in."""

    def reads(self) -> str:
        return "id = any ((select concordat_organisations())::uuid[]) or (select concordat_wide('agencies'))"

    writes = changes = reads


@dataclass(frozen=True)
class OfPerson:
    """The partnership, and the person whose row it is: how somebody who signs in finds the own memberships."""

    def reads(self) -> str:
        return f"{PARTNERSHIP} or person_id = (select concordat_person())"

    writes = changes = reads


@dataclass(frozen=True)
class OfOneself:
    """The one person whose row it is, in whatever partnership: what lets a program act in their name."""

    def reads(self) -> str:
        return "person_id = (select concordat_person())"

    writes = changes = reads


@dataclass(frozen=True)
class OfParties:
    """The agencies in `party_ids`; the partnership's own key among them means every member.

    `parent` names the foreign key to the record from which `party_ids` comes. `table` names, on the record itself,
    the related rows whose agencies the array must equal at commit. `area` opens the row to a wide role.
    """

    parent: str = ""
    table: str = ""
    area: str = ""

    def reads(self) -> str:
        return self._those_of("concordat_agencies")

    def changes(self) -> str:
        return self._those_of("concordat_own_agencies")

    writes = changes

    def _those_of(self, agencies: str) -> str:
        return f"{PARTNERSHIP} and ((select concordat_wide('{self.area}')) or party_ids && (select {agencies}()))"


@dataclass(frozen=True)
class OfMember:
    """Anyone in the partnership writes, only the member it is for reads."""

    column: str = "to_id"

    def reads(self) -> str:
        return f"{PARTNERSHIP} and ((select concordat_wide('')) or {self.column} = (select concordat_member()))"

    changes = reads

    def writes(self) -> str:
        return PARTNERSHIP


@dataclass(frozen=True)
class OfAgency:
    """One agency's own: its reasoning, its retention, its reading log."""

    column: str = "agency_id"

    def reads(self) -> str:
        return self._that_of("concordat_agencies")

    def changes(self) -> str:
        return self._that_of("concordat_own_agencies")

    writes = changes

    def _that_of(self, agencies: str) -> str:
        return f"{PARTNERSHIP} and ((select concordat_wide('')) or {self.column} = any ((select {agencies}())::uuid[]))"


Wall = Catalogue | System | OfPartnership | OfOrganisation | OfPerson | OfOneself | OfParties | OfMember | OfAgency

# Tables of others, and why each has no policy: all are needed before it is known who is acting, or hold no record.
SYSTEM_TABLES = {
    "auth_group": "permission framework; no groups are used",
    "auth_group_permissions": "permission framework; no groups are used",
    "auth_permission": "names of permissions, the same for all",
    "agencies_person_groups": "permission framework; no groups are used",
    "agencies_person_user_permissions": "permission framework; not used, grants are on records",
    "django_content_type": "names of tables",
    "django_migrations": "which migrations ran",
    "django_session": "read before anybody is known",
    "account_emailaddress": "sign-in, read before anybody is known",
    "account_emailconfirmation": "sign-in, read before anybody is known",
    "mfa_authenticator": "sign-in; the secrets in it are encrypted by the adapter",
    "guardian_groupobjectpermission": "guardian's generic tables; not used, ours have foreign keys and a wall",
    "guardian_userobjectpermission": "guardian's generic tables; not used, ours have foreign keys and a wall",
    "concordat_cache": "rate limits; no record",
}
