"""Inviting people: a link of seven days that works once; who signs in already needs none."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from agencies.access import require
from agencies.actions.people import let_in
from agencies.invitations import digest, token_of
from agencies.models import Agency, Invitation, Membership, Person
from agencies.moves import MoveRefused, locked
from agencies.notices import tell
from agencies.permissions import may_give
from agencies.tenancy import say_verb

LASTS = timedelta(days=7)
BARRED = "The sign-in with this address has been closed. Ask the people who run this service."


@transaction.atomic
def invite(
    agency: Agency, *, by: Membership, at: datetime, email: str, name: str, job_title: str, roles: Sequence[str],
    starts_on: date, ends_on: date | None = None, is_volunteer: bool = False,
) -> Invitation | Membership:  # fmt: skip
    """Ask a person to act for an agency; the mail with the link follows. Who signs in already acts at once and is told.

    Gives the invitation, or the membership of who needed none. Raises MoveRefused for an address that has been
    invited already, acts already, or may not sign in.
    """
    require(by, "invite", agency)
    if set(roles) - may_give(by) or not roles:
        raise PermissionDenied("You cannot give these roles.")
    agency, email = locked(agency), email.strip().lower()
    if standing := already(agency, email, on=max(starts_on, localdate(at))):
        raise MoveRefused(standing)
    say_verb("invite")
    part = {
        "job_title": job_title, "roles": list(roles), "starts_on": starts_on, "ends_on": ends_on, "is_volunteer": is_volunteer,
    }  # fmt: skip
    person = Person.objects.filter(email=email).first()
    if person is not None and person.has_usable_password():
        return _welcome(let_in(person, agency, **part), at)
    made = Invitation(
        partnership_id=agency.partnership_id, party_ids=[agency.pk], agency=agency, email=email, name=name,
        invited_by=by, invited_at=at, **part,
    )  # fmt: skip
    _new_link(made, at)
    made.save(force_insert=True)
    return made


def already(agency: Agency, email: str, on: date) -> str:
    """What stands against inviting this address, in a sentence; empty if nothing does."""
    if Person.objects.filter(email=email.lower(), is_active=False).exists():
        return BARRED
    acting = Membership.objects.filter(agency=agency, person__email=email.lower(), ended_at=None)
    if acting.exclude(ends_on__lt=on).exists():
        return f"Somebody with this address acts for {agency} already."
    if Invitation.objects.open().filter(agency=agency, email=email.lower()).exists():
        return f"This address has been invited to act for {agency} already. Send that invitation again instead."
    return ""


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: Membership, at: datetime) -> Invitation:
    """Send a new link, for seven days from now; the one before stops working."""
    require(by, "resend_invitation", invitation)
    invitation = _open(invitation)
    say_verb("resend_invitation")
    invitation.link_number += 1
    _new_link(invitation, at)
    invitation.sent_at, invitation.lease_until, invitation.attempts, invitation.failure = None, None, 0, ""
    invitation.save()
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Membership, at: datetime) -> Invitation:
    """Take an invitation back: its link stops working."""
    require(by, "withdraw_invitation", invitation)
    invitation = _open(invitation)
    say_verb("withdraw_invitation")
    invitation.withdrawn_at, invitation.withdrawn_by = at, by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return invitation


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, by: Membership, at: datetime, name: str = "", password: str | None = None
) -> Membership:
    """Let the invited person in, by the registrar, who alone acts before they can. The link works this once.

    `password` is set for somebody who has none yet, and never for who has one: a link lets nobody take over a sign-in.
    """
    require(by, "accept_invitation", invitation)
    invitation = _open(invitation)
    if invitation.expires_at <= at:
        raise MoveRefused("This invitation has expired. Ask for another.")
    say_verb("accept_invitation")
    person = Person.objects.select_for_update().filter(email=invitation.email).first()
    if person is not None and not person.is_active:
        raise MoveRefused(BARRED)
    if person is None:
        person = Person.objects.create_user(invitation.email, password, name=name or invitation.name, joined_at=at)
    elif not person.has_usable_password():
        person.name = name or person.name
        person.set_password(password)
        person.save(update_fields=["name", "password"])
    member = let_in(
        person, invitation.agency, job_title=invitation.job_title, roles=invitation.roles,
        starts_on=max(invitation.starts_on, localdate(invitation.invited_at)), ends_on=invitation.ends_on,
        is_volunteer=invitation.is_volunteer,
    )  # fmt: skip
    invitation.accepted_at, invitation.member = at, member
    invitation.save(update_fields=["accepted_at", "member"])
    tell([invitation.invited_by], "invitation_accepted", at=at, link=invitation.agency.get_absolute_url(),
         who=invitation.job_title, agency=invitation.agency.name)  # fmt: skip
    return _welcome(member, at)


def _open(invitation: Invitation) -> Invitation:
    invitation = locked(invitation)
    if invitation.accepted_at:
        raise MoveRefused("This invitation has been accepted already.")
    if invitation.withdrawn_at:
        raise MoveRefused("This invitation was withdrawn.")
    return invitation


def _new_link(invitation: Invitation, at: datetime) -> None:
    invitation.token_digest = digest(token_of(invitation))
    invitation.expires_at = at + LASTS


def _welcome(member: Membership, at: datetime) -> Membership:
    tell([member], "let_in_to_agency", at=at, agency=member.agency.name, job=member.job_title)
    return member
