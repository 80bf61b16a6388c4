"""What if a button is pressed twice? What it asks for is done once, and the second press leads where the first did.

Every form of every page carries a CSRF token that is masked anew each time it is drawn, so that the same token with the
same words can only be the same form sent again: by an impatient hand, or a browser that asks again. Whoever goes back to a
form is shown it drawn anew, and sends what they then send on purpose.
"""

import hashlib
import json
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from agencies import statements
from agencies.models import IdempotencyKey, Membership

TOKEN = "csrfmiddlewaretoken"
DONE_ALREADY = "You had sent this already. It was done once; nothing was done a second time."


def once(request, member: Membership, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Carry out what a form asks for, or lead on from it as before when this very form was sent within the day.

    A second press waits for the first. Only what ended by leading on was done: a form that came back with its faults
    may be sent again as it is.
    """
    if request.method != "POST" or not request.POST.get(TOKEN):
        return act()
    sent = _digest(request)
    # Until the transaction ends; asked apart, because a statement does not see what was written while it waited.
    statements.rows("select pg_advisory_xact_lock(%s)", [int.from_bytes(sent[16:24], signed=True)])
    key = UUID(bytes=sent[:16])
    before = IdempotencyKey.objects.visible_to(member).filter(key=key).first()
    if before is not None:
        messages.info(request, DONE_ALREADY)
        return HttpResponseRedirect(before.location)
    answer = act()
    location = answer.get("Location", "")
    if answer.status_code == 302 and len(location) <= IdempotencyKey.LONGEST_LOCATION:
        IdempotencyKey(
            partnership_id=member.partnership_id, member=member, key=key, fingerprint=sent.hex(), status=302, answer={},
            location=location, created_at=timezone.now(),
        ).save(force_insert=True)  # fmt: skip
    return answer


def _digest(request) -> bytes:
    """The form as it was sent, in 32 bytes: its address, every field, and the files with their content."""
    made = hashlib.sha256(json.dumps([request.get_full_path(), sorted(request.POST.lists())]).encode())
    for name, files in sorted(request.FILES.lists()):
        for one in files:
            made.update(json.dumps([name, one.name, one.size]).encode())
            for chunk in one.chunks():
                made.update(chunk)
            one.seek(0)
    return made.digest()
