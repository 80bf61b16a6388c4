import pytest
from pathlib import Path
from agencies.tenancy import acting_as
from agencies.roles import Role
from sharing import actions
from tests.sharing import factories
from tests.agencies import factories as agencies
from tests.sharing.factories import NOON
from tests.sharing.test_checklist_pages import signed_in, to, ANSWERS, procedure, begin, revision
pytestmark = pytest.mark.django_db
OUT = Path("/tmp/look")
def dump(name, response):
    assert response.status_code in (200,409), (name, response.status_code, getattr(response,'url',''))
    text = response.content.decode().replace('href="/static/','href="static/').replace('src="/static/','src="static/').replace('href="static/','href="static/')
    import re
    text = re.sub(r'(href|src)="/?static/', r'\1="/static/', text)
    (OUT / f"{name}.html").write_text(text)
def test_look(client):
    world = factories.world()
    c = signed_in(client, world.sharer)
    made = factories.checklist(world, answers={**ANSWERS, "2a": {"recipients":[{"agency": world.theirs.name, "role":"Inspector", "use":"Sends an officer today"},{"agency":"The landlord","role":"","use":""}]}})
    P = lambda slug: to(world, "page", key=made.pk, page=slug)
    for slug in ["danger-now","who-about","procedure","what","why-needed","who-needs-it","what-allows-it","sensitive","share-less","effect-on-people","judgement","same-person","how-sent","live-case"]:
        dump("p-"+slug, c.get(P(slug)))
    dump("p-error", c.post(P("why-needed"), {"revision":"1","why":"x "*400,"needed_by_day":"41"}))
    dump("p-rows", c.post(P("who-needs-it"), {"revision":"1","recipients-rows":"2","add-recipients":"1","recipients-0-agency":"Someone"}))
    dump("check", c.get(to(world,"check",key=made.pk)))
    dump("start", c.get(to(world,"start_checklist")+"?want=share"))
    dump("giveup", c.get(to(world,"give_up",key=made.pk)))
    factories.checklist(world, answers={})
    factories.checklist(world, answers={}, voice="asker")
    em = factories.emergency(world, **{"channel":"telephone"})
    dump("landing", c.get(to(world,"list")))
    dump("emergency", c.get(to(world,"emergency")))
    dump("emergency-error", c.post(to(world,"emergency"), {"why":"", "told_who":"x"}))
    dump("owed", c.get(to(world,"owed",reference=em.reference)))
    dump("done-em", c.get(to(world,"done",reference=em.reference)))
    with acting_as(world.sharer):
        key = em.reasoning.pk
    for slug in ["still-right","left-out","agreement"]:
        dump("f-"+slug, c.get(to(world,"page",key=key,page=slug)))
    r = c.post(to(world,"check",key=made.pk), {"revision": str(made.revision)})
    dump("done", c.get(r.url))
    dump("conflict", c.post(to(world,"page",key=key,page="still-right"), {"revision":"77","FU1":"no","4a-source":"typed here"}))
    proto = procedure(world)
    first = begin(c, world, "share", procedure=proto.reference)
    key2 = first.split("/checklist/")[1].split("/")[0]
    dump("standing", c.get(to(world,"page",key=key2,page="procedure-answers")))
    c2 = signed_in(client, world.asker)
    ask = factories.checklist(world, by=world.asker, answers={"1a": ANSWERS["1a"], "S6": {"kinds":["location"]}}, voice="asker")
    dump("check-ask", c2.get(to(world,"check",key=ask.pk)))
    r = c2.post(to(world,"check",key=ask.pk), {"revision": str(ask.revision), "urgency":"urgent","asked_agency":str(world.ours.pk)})
    dump("sent", c2.get(r.url))
    rec = factories.checklist(world, answers={"S1":{"want":"record"},"S2":{"danger":"no"}}, tense="after")
    c = signed_in(client, world.sharer)
    dump("check-after", c.get(to(world,"check",key=rec.pk)))
    dec = factories.decision_maker(world)
    req = factories.request(world)
    with acting_as(dec):
        actions.decide(req, by=dec, at=NOON, outcome="granted")
    c = signed_in(client, dec)
    dump("start-request", c.get(to(world,"start_checklist")+"?request="+req.reference))
    u = c.post(to(world,"start_checklist")+"?request="+req.reference, {"tense":"before"}).url
    k = u.split("/checklist/")[1].split("/")[0]
    dump("sharer-judgement", c.get(to(world,"page",key=k,page="judgement")))
    dump("sharer-what", c.get(to(world,"page",key=k,page="what")))
    aud = agencies.member(world.registrar, world.ours, Role.AUDITOR, job_title="Auditor")
    c = signed_in(client, aud)
    dump("withheld", c.get(to(world,"check",key=k)))
