"""Where are the pages about what went wrong, what is kept, and what can be proved?"""

from django.urls import include, path

from compliance.views import cases as cases_views
from compliance.views import (
    closing,
    disposing,
    exporting,
    history,
    holds,
    investigating,
    reporting,
    retention,
    suspending,
    telling,
)

cases = [
    path("", cases_views.cases, name="cases"),
    path("report_concern/", reporting.report_concern, name="report_concern"),
    path("allege/", reporting.allege, name="allege"),
    path("notices/<uuid:key>/", telling.notice, name="notice"),
    path("notices/<uuid:key>/confirm_notice/", telling.confirm_notice, name="confirm_notice"),
    path("<str:reference>/", cases_views.case, name="case"),
    path("<str:reference>/take_up/", investigating.take_up, name="take_up"),
    path("<str:reference>/set_aside/", investigating.set_aside, name="set_aside"),
    path("<str:reference>/join_case/", investigating.join_case, name="join_case"),
    path("<str:reference>/investigation/", investigating.investigation, name="investigation"),
    path("<str:reference>/extend_case/", investigating.extend_case, name="extend_case"),
    path("<str:reference>/make_finding/", closing.make_finding, name="make_finding"),
    path("<str:reference>/plan_remedy/", closing.plan_remedy, name="plan_remedy"),
    path("<str:reference>/need_no_remedy/", closing.need_no_remedy, name="need_no_remedy"),
    path("<str:reference>/finish_remedy/<uuid:key>/", closing.finish_remedy, name="finish_remedy"),
    path("<str:reference>/drop_remedy/<uuid:key>/", closing.drop_remedy, name="drop_remedy"),
    path("<str:reference>/issue_notice/", telling.issue_notice, name="issue_notice"),
    path("<str:reference>/leave_untold/", telling.leave_untold, name="leave_untold"),
    path("<str:reference>/close_case/", closing.close_case, name="close_case"),
]

pauses = [
    path("", suspending.suspensions, name="suspensions"),
    path("suspend_sharing/", suspending.suspend_sharing, name="suspend_sharing"),
    path("<uuid:key>/", suspending.suspension, name="suspension"),
    path("<uuid:key>/renew_suspension/", suspending.renew_suspension, name="renew_suspension"),
    path("<uuid:key>/lift_suspension/", suspending.lift_suspension, name="lift_suspension"),
]

past = [
    path("", history.history, name="history"),
    path("exports/", exporting.exports, name="exports"),
    path("export_history/", exporting.export_history, name="export_history"),
    path("<slug:kind>/<uuid:key>/", history.record, name="history_record"),
    path("<slug:kind>/<uuid:key>/as_it_stood/", history.as_it_stood, name="history_as_it_stood"),
    path("<slug:kind>/<uuid:key>/compare/", history.compare, name="history_compare"),
]

kept = [
    path("", retention.retention, name="retention"),
    path("unscheduled/", retention.unscheduled, name="unscheduled"),
    path("schedule/", retention.schedule, name="schedule"),
    path("schedule/approve_schedule/", retention.approve_schedule, name="approve_schedule"),
    path("certificates/<str:number>/", retention.certificate, name="certificate"),
    path("holds/", holds.holds, name="holds"),
    path("holds/place_hold/", holds.place_hold, name="place_hold"),
    path("holds/<str:reference>/", holds.hold, name="hold"),
    path("holds/<str:reference>/review_hold/", holds.review_hold, name="review_hold"),
    path("holds/<str:reference>/ask_to_lift/", holds.ask_to_lift, name="ask_to_lift"),
    path("holds/<str:reference>/lift_hold/", holds.lift_hold, name="lift_hold"),
    path("<str:reference>/", retention.copy, name="copy"),
    path("<str:reference>/keep_copy/", disposing.keep_copy, name="keep_copy"),
    path("<str:reference>/propose_disposal/", disposing.propose_disposal, name="propose_disposal"),
    path("<str:reference>/approve_disposal/", disposing.approve_disposal, name="approve_disposal"),
    path("<str:reference>/send_back_disposal/", disposing.send_back_disposal, name="send_back_disposal"),
    path("<str:reference>/dispose/", disposing.dispose, name="dispose"),
]

pages = [
    path("retention/", include(kept)),
    path("cases/", include(cases)),
    path("paused/", include(pauses)),
    path("history/", include(past)),
]

urlpatterns = [path("", include((pages, "compliance")))]
