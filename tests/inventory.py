"""Every page of the site and who may open it. A new route fails until it is classified here.

What a reader gets on GET: 200 shown, 302 sent elsewhere (to sign in, mostly), 403 not theirs,
404 not there for them, 405 only by POST. `SCENE` names what stands in the address.
"""

READERS = (
    *("anonymous", "outsider", "other", "officer", "focal_point", "head"),
    *("secretary", "auditor", "administrator"),
)

Row = tuple[int, ...]
PUBLIC: Row = (200,) * 9
SIGNED_IN: Row = (302, *(200,) * 8)
POST_ONLY: Row = (405,) * 9
#            nobody, outsider, other, officer, focal, head, secretary, auditor, administrator
WHO_SEES: Row = (302, 404, 404, 200, 200, 200, 200, 200, 404)
OVERSEERS: Row = (302, 403, 403, 403, 403, 403, 200, 200, 403)
SECRETARIES: Row = (302, 403, 403, 403, 403, 403, 200, 403, 403)
SECRETARIES_OF_IT: Row = (302, 404, 404, 403, 403, 403, 200, 403, 404)
LEADS_OF_IT: Row = (302, 404, 404, 403, 200, 200, 403, 403, 404)
CO_AGENCIES_OF_IT: Row = (302, 404, 404, *(403,) * 5, 404)
WORK_ON_IT: Row = (302, 404, 404, 403, 200, 200, 403, 403, 404)
KEEPERS: Row = (302, *(403,) * 7, 200)
LADDER_READERS: Row = (302, *(403,) * 5, 200, 200, 200)
READERS_OF_LADDER: Row = (302, *(404,) * 5, 200, 200, 200)
KEEPERS_OF_LADDER: Row = (302, *(404,) * 5, 403, 403, 200)
HEADS: Row = (302, 403, 403, 403, 403, 200, 403, 403, 403)
MEMBERS: Row = (302, 403, 403, 200, 200, 200, 200, 200, 403)
# Whoever is a member of the programme of a meeting; its lead has an officer, a focal point, a head.
MEMBERS_OF_IT: Row = (302, 404, 404, 200, 200, 200, 200, 200, 404)
SECRETARIES_OF_MEETING: Row = (302, 404, 404, 403, 403, 403, 200, 403, 404)
OVERSEERS_OF_MEETING: Row = (302, 404, 404, 403, 403, 403, 200, 200, 404)
POST_ONLY_SIGNED_IN: Row = (302, *(405,) * 8)

# Route as Django knows it → an address of it → who may. `{name}` is a task of the scene.
WEB: dict[str, list[tuple[str, Row]]] = {
    # Who only administers is at home on the page of administrators.
    "": [("/", (302, *(200,) * 7, 302))],
    "administration/": [("/administration/", KEEPERS)],
    "administration/programmes/new/": [("/administration/programmes/new/", KEEPERS)],
    "administration/people/": [
        ("/administration/people/", KEEPERS),
        ("/administration/people/?text=nguyen&organisation={lead_code}&role=head", KEEPERS),
        ("/administration/people/?organisation=†&role=†&state=†&page=†", KEEPERS),
    ],
    "administration/people/new/": [("/administration/people/new/", KEEPERS)],
    "administration/people/<int:pk>/": [
        ("/administration/people/{person}/", KEEPERS),
        ("/administration/people/0/", (302, *(403,) * 7, 404)),
    ],
    "administration/people/<int:pk>/change/": [
        ("/administration/people/{person}/change/", KEEPERS)
    ],
    "administration/people/<int:pk>/block/": [("/administration/people/{person}/block/", KEEPERS)],
    "administration/people/<int:pk>/unblock/": [
        ("/administration/people/{person}/unblock/", POST_ONLY)
    ],
    "administration/people/<int:pk>/link/": [("/administration/people/{person}/link/", POST_ONLY)],
    "administration/people/<int:pk>/roles/new/": [
        ("/administration/people/{person}/roles/new/", KEEPERS)
    ],
    "administration/people/roles/<int:pk>/end/": [
        ("/administration/people/roles/{role}/end/", KEEPERS)
    ],
    "administration/people/tokens/<int:pk>/revoke/": [
        ("/administration/people/tokens/0/revoke/", POST_ONLY)
    ],
    "administration/organisations/": [
        ("/administration/organisations/", KEEPERS),
        ("/administration/organisations/?text=bo&block=†&state=empty", KEEPERS),
    ],
    "administration/organisations/new/": [("/administration/organisations/new/", KEEPERS)],
    "administration/organisations/<str:code>/change/": [
        ("/administration/organisations/{lead_code}/change/", KEEPERS),
        ("/administration/organisations/NONE/change/", (302, *(403,) * 7, 404)),
    ],
    "administration/organisations/<str:code>/rename/": [
        ("/administration/organisations/{lead_code}/rename/", KEEPERS),
        ("/administration/organisations/NONE/rename/", (302, *(403,) * 7, 404)),
    ],
    "password/": [("/password/", PUBLIC), ("/password/?sent=1", PUBLIC)],
    "password/<str:uidb64>/<str:token>/": [("/password/x/y/", PUBLIC)],
    "health/": [],  # for everybody, and tested on its own: it asks a worker and waits
    "favicon.ico": [("/favicon.ico", (302,) * 9)],
    "sign-in/": [("/sign-in/", (200, *(302,) * 8))],
    "sign-out/": [("/sign-out/", POST_ONLY)],
    "admin/login/": [("/admin/login/", (302, *(403,) * 8))],
    "language/": [("/language/", POST_ONLY)],
    "appearance/": [("/appearance/", POST_ONLY)],
    "me/": [("/me/", SIGNED_IN)],
    "unsubscribe/<str:token>/": [("/unsubscribe/1.x/", (404,) * 9)],
    "me/password/": [("/me/password/", SIGNED_IN)],
    "deputies/": [("/deputies/", HEADS)],
    "deputies/<int:pk>/end/": [("/deputies/1/end/", POST_ONLY)],
    "tasks/": [
        ("/tasks/", SIGNED_IN),
        ("/tasks/?standing=overdue&text=dữ", SIGNED_IN),
        ("/tasks/?standing=withdrawn", SIGNED_IN),
        ("/tasks/?standing=†&due_from=†&organisation=†&page=†", SIGNED_IN),
    ],
    "tasks/drafts/": [("/tasks/drafts/", OVERSEERS)],
    "tasks/<int:pk>/": [
        ("/tasks/{in_progress}/", WHO_SEES),
        ("/tasks/{completed}/", WHO_SEES),
        ("/tasks/{returned}/", WHO_SEES),
        ("/tasks/{draft}/", (302, 404, 404, 404, 404, 404, 200, 200, 404)),
        ("/tasks/{group}/", (302, 404, 404, 404, 404, 404, 200, 200, 404)),
    ],
    "tasks/<int:pk>/edit/": [
        ("/tasks/{draft}/edit/", (302, 404, 404, 404, 404, 404, 200, 403, 404)),
        ("/tasks/{in_progress}/edit/", SECRETARIES_OF_IT),
        ("/tasks/{group}/edit/", (302, 404, 404, 404, 404, 404, 200, 403, 404)),
    ],
    # Asked for as a page, it leads to the page of the act.
    "tasks/<int:pk>/inline/": [
        ("/tasks/{in_progress}/inline/", (302, 404, 404, 403, 302, 302, 403, 403, 404)),
        ("/tasks/{draft}/inline/", (302, 404, 404, 404, 404, 404, 403, 403, 404)),
    ],
    "tasks/<int:pk>/<slug:slug>/": [
        ("/tasks/{in_progress}/nonsense/", (302, *(404,) * 8)),
        ("/tasks/{draft}/assign/", (302, 404, 404, 404, 404, 404, 200, 403, 404)),
        ("/tasks/{in_progress}/progress/", WORK_ON_IT),
        ("/tasks/{counted}/progress/", WORK_ON_IT),
        ("/tasks/{in_progress}/submit/", LEADS_OF_IT),
        ("/tasks/{in_progress}/ask-extension/", LEADS_OF_IT),
        ("/tasks/{submitted}/accept/", SECRETARIES_OF_IT),
        ("/tasks/{submitted}/return/", SECRETARIES_OF_IT),
        ("/tasks/{asked}/decide-extension/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/hand-down/", LEADS_OF_IT),
        ("/tasks/{asked}/part-progress/", CO_AGENCIES_OF_IT),
        ("/tasks/{asked}/part-done/", CO_AGENCIES_OF_IT),
        ("/tasks/{asked}/part-return/", LEADS_OF_IT),
        ("/tasks/{in_progress}/suspend/", SECRETARIES_OF_IT),
        ("/tasks/{suspended}/resume/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/withdraw/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/end/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/reassign/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/split/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/merge/", SECRETARIES_OF_IT),
        ("/tasks/{in_progress}/discard/", SECRETARIES_OF_IT),
        ("/tasks/{draft}/discard/", (302, 404, 404, 404, 404, 404, 200, 403, 404)),
        ("/tasks/{completed}/accept/", SECRETARIES_OF_IT),
        ("/tasks/{completed}/revoke/", SECRETARIES_OF_IT),
    ],
    "search/": [
        ("/search/", SIGNED_IN),
        ("/search/?q=dữ+liệu", SIGNED_IN),
        ("/search/?q=†%25_", SIGNED_IN),
    ],
    "calendar/": [
        ("/calendar/", SIGNED_IN),
        ("/calendar/?month=2025-12", SIGNED_IN),
        ("/calendar/?month=†&organisation=†&programme=†", SIGNED_IN),
        ("/calendar/?month=1999-01", SIGNED_IN),
    ],
    "organisations/<str:code>/": [
        ("/organisations/{lead_code}/", MEMBERS),
        ("/organisations/NONE/", (302, *(404,) * 8)),
    ],
    "working-days/": [
        ("/working-days/", SIGNED_IN),
        ("/working-days/?year=2026", SIGNED_IN),
        ("/working-days/?year=†", SIGNED_IN),
    ],
    "working-days/change/": [
        ("/working-days/change/", KEEPERS),
        ("/working-days/change/?kind=swap&day=2026-01-02&worked=2026-01-10", KEEPERS),
        ("/working-days/change/?kind=†&day=†", KEEPERS),
    ],
    "working-days/explained/": [
        ("/working-days/explained/?from=2026-01-30&days=3", SIGNED_IN),
        ("/working-days/explained/?from=†&until=†", SIGNED_IN),
    ],
    "obstacles/": [("/obstacles/", SIGNED_IN)],
    "obstacles/<int:pk>/": [("/obstacles/0/", (302, *(404,) * 8))],
    "clarity/": [
        ("/clarity/", SIGNED_IN),
        ("/clarity/?mine=on&clarity=person", SIGNED_IN),
        ("/clarity/?clarity=†&organisation=†&programme=†&page=†", SIGNED_IN),
    ],
    "mergers/": [("/mergers/", SECRETARIES)],
    "mergers/new/": [
        ("/mergers/new/", SECRETARIES),
        ("/mergers/new/?predecessor={lead}&successor={other}&on=2025-12-01", SECRETARIES),
        ("/mergers/new/?predecessor=†&successor=9&on=†", SECRETARIES),
    ],
    "mergers/<int:pk>/call-off/": [
        ("/mergers/0/call-off/", (302, *(403,) * 5, 404, 403, 403)),
    ],
    "placements/": [
        ("/placements/", SECRETARIES),
        ("/placements/?organisation=†&page=†", SECRETARIES),
    ],
    "tasks/<int:pk>/reports/<int:occurrence_pk>/": [
        ("/tasks/{regular}/reports/{occurrence}/", WORK_ON_IT),
        ("/tasks/{in_progress}/reports/{occurrence}/", (302, *(404,) * 8)),
    ],
    "tasks/<int:pk>/evidence/": [("/tasks/{in_progress}/evidence/", POST_ONLY_SIGNED_IN)],
    "tasks/<int:pk>/evidence/<int:evidence_pk>/": [
        ("/tasks/{completed}/evidence/{evidence}/", WHO_SEES),
        ("/tasks/{in_progress}/evidence/{evidence}/", (302, *(404,) * 8)),
    ],
    "review/": [("/review/", OVERSEERS)],
    "review/<slug:kind>/<int:pk>/": [
        ("/review/submission/{claim}/", OVERSEERS),
        ("/review/extension/{request}/", OVERSEERS),
        ("/review/submission/0/", (302, *(403,) * 5, 404, 404, 403)),
        ("/review/task/{submitted}/", (302, *(403,) * 5, 404, 404, 403)),
    ],
    "extensions/": [("/extensions/", SIGNED_IN)],
    "instruments/": [("/instruments/", SIGNED_IN)],
    "instruments/new/": [("/instruments/new/", SECRETARIES)],
    "instruments/<int:pk>/": [("/instruments/{instrument}/", SIGNED_IN)],
    "instruments/<int:pk>/supersede/": [
        ("/instruments/{instrument}/supersede/", SECRETARIES),
        ("/instruments/{instrument}/supersede/?supersedes={instrument}", SECRETARIES),
    ],
    "instruments/<int:pk>/report/": [
        ("/instruments/{instrument}/report/", MEMBERS),
        ("/instruments/{instrument}/report/?as_of=†&knowledge=†&programme=†", MEMBERS),
    ],
    "instruments/<int:pk>/enter/": [
        ("/instruments/{instrument}/enter/", SECRETARIES),
        ("/instruments/{instrument}/enter/?clause=†&programme=†", SECRETARIES),
    ],
    "instruments/<int:pk>/enter/table/": [("/instruments/{instrument}/enter/table/", SECRETARIES)],
    "instruments/<int:pk>/enter/assign/": [
        ("/instruments/{instrument}/enter/assign/", POST_ONLY_SIGNED_IN)
    ],
    "clauses/<int:clause_pk>/enter/": [("/clauses/{clause}/enter/", SECRETARIES)],
    "drafts/<int:pk>/enter/": [
        ("/drafts/{draft}/enter/", SECRETARIES),
        ("/drafts/{in_progress}/enter/", (302, *(403,) * 5, 404, 403, 403)),
    ],
    "clauses/<int:clause_pk>/draft/": [("/clauses/{clause}/draft/", SECRETARIES)],
    "clauses/<int:pk>/edit/": [("/clauses/{clause}/edit/", SECRETARIES)],
    "clauses/<int:pk>/remove/": [("/clauses/{clause}/remove/", POST_ONLY_SIGNED_IN)],
    "clauses/<int:pk>/theme/": [("/clauses/{clause}/theme/", SECRETARIES)],
    "rates/": [("/rates/", MEMBERS), ("/rates/?by=9", MEMBERS)],
    "rates/late/": [("/rates/late/", MEMBERS), ("/rates/late/?from_day=†", MEMBERS)],
    "exports/<slug:name>.csv": [
        ("/exports/tasks.csv?standing=overdue", SIGNED_IN),
        ("/exports/drafts.csv", OVERSEERS),
        ("/exports/history.csv?task={in_progress}", WHO_SEES),
        ("/exports/nothing.csv", (302, *(404,) * 8)),
    ],
    "exports/<slug:name>.xlsx": [("/exports/tasks.xlsx", POST_ONLY)],
    "jobs/": [("/jobs/", SIGNED_IN)],
    # For what stands on a page; asked for as a page, it leads to all files.
    "jobs/news/": [("/jobs/news/", (302,) * 9)],
    "jobs/<int:pk>/": [("/jobs/0/", (302, *(404,) * 8))],
    "jobs/<int:pk>/file/": [("/jobs/0/file/", (302, *(404,) * 8))],
    "meetings/": [("/meetings/", MEMBERS)],
    "meetings/new/": [("/meetings/new/", SECRETARIES)],
    "meetings/<int:pk>/": [
        ("/meetings/{meeting}/", MEMBERS_OF_IT),
        ("/meetings/{planned}/", MEMBERS_OF_IT),
    ],
    "meetings/<int:pk>/change/": [("/meetings/{planned}/change/", SECRETARIES_OF_MEETING)],
    "meetings/<int:pk>/freeze/": [("/meetings/{planned}/freeze/", POST_ONLY_SIGNED_IN)],
    "meetings/<int:pk>/verify/": [
        ("/meetings/{meeting}/verify/", OVERSEERS_OF_MEETING),
        ("/meetings/{planned}/verify/", (302, 404, 404, 403, 403, 403, 404, 404, 404)),
    ],
    "meetings/<int:pk>/document/": [("/meetings/{meeting}/document/", OVERSEERS_OF_MEETING)],
    "meetings/<int:pk>/changes/": [
        ("/meetings/{planned}/changes/", MEMBERS_OF_IT),
        ("/meetings/{planned}/changes/?since={meeting}&change=none", MEMBERS_OF_IT),
        ("/meetings/{meeting}/changes/?until=now&was=in_time&became=†", MEMBERS_OF_IT),
        ("/meetings/{planned}/changes/?since=†", (302, *(404,) * 8)),
        ("/meetings/{planned}/changes/?until=now", (302, *(404,) * 8)),
    ],
    "meetings/<int:pk>/tasks/": [
        ("/meetings/{meeting}/tasks/", MEMBERS_OF_IT),
        ("/meetings/{planned}/tasks/?standing=overdue&deadline=first&page=†", MEMBERS_OF_IT),
        ("/meetings/{meeting}/tasks/?standing=†", (302, *(404,) * 8)),
    ],
    "meetings/<int:pk>/pack/": [("/meetings/{meeting}/pack/", POST_ONLY_SIGNED_IN)],
    "meetings/<int:pk>/call-off/": [("/meetings/{planned}/call-off/", SECRETARIES_OF_MEETING)],
    "meetings/<int:pk>/conclude/": [("/meetings/{meeting}/conclude/", SECRETARIES_OF_MEETING)],
    "meetings/<int:pk>/tie/": [("/meetings/{meeting}/tie/", SECRETARIES_OF_MEETING)],
    "meetings/<int:pk>/notices/<int:instrument_pk>/untie/": [
        ("/meetings/{meeting}/notices/{instrument}/untie/", POST_ONLY_SIGNED_IN)
    ],
    # Nothing was rolled up in the scene: there is nothing to draw.
    "rates/trend.svg": [("/rates/trend.svg", (302, 403, 403, 404, 404, 404, 404, 404, 403))],
    "rates/measures/": [("/rates/measures/", SIGNED_IN)],
    "rates/work/": [("/rates/work/", MEMBERS), ("/rates/work/?by=9", MEMBERS)],
    "rates/work/list/": [
        ("/rates/work/list/?figure=overdue", MEMBERS),
        ("/rates/work/list/?figure=requests&by=organisation&page=†", MEMBERS),
        ("/rates/work/list/?figure=†", (302, *(404,) * 8)),
    ],
    "rates/late/list/": [
        ("/rates/late/list/?counted=late", MEMBERS),
        ("/rates/late/list/?counted=days_4_10&from_day=2025-11-01&page=†", MEMBERS),
        ("/rates/late/list/?counted=†", (302, 403, 403, *(302,) * 5, 403)),
    ],
    "rates/joined/": [
        ("/rates/joined/", MEMBERS),
        ("/rates/joined/?standing=overdue&page=†", MEMBERS),
        ("/rates/joined/?standing=†", (302, 403, 403, *(302,) * 5, 403)),
    ],
    "rates/reports/": [
        ("/rates/reports/?reporting=late&page=†", MEMBERS),
        ("/rates/reports/?reporting=†", (302, 403, 403, *(302,) * 5, 403)),
    ],
    "notices/": [
        ("/notices/", SIGNED_IN),
        ("/notices/?task={in_progress}", WHO_SEES),
        ("/notices/?state=†&from_day=†&programme=†&page=†", SIGNED_IN),
        ("/notices/?person=0", (302, *(404,) * 8)),
    ],
    "notices/mine/": [("/notices/mine/", SIGNED_IN), ("/notices/mine/?show=all", SIGNED_IN)],
    "notices/unread/": [("/notices/unread/", (302,) * 9)],  # answers the bell only
    "notices/read/": [("/notices/read/", POST_ONLY)],
    "notices/<int:pk>/read/": [("/notices/0/read/", POST_ONLY)],
    "notices/messages/<int:pk>/": [("/notices/messages/0/", (302, *(404,) * 8))],
    "notices/messages/<int:pk>/html/": [("/notices/messages/0/html/", (302, *(404,) * 8))],
    "ladders/": [("/ladders/", LADDER_READERS)],
    "ladders/<int:pk>/": [
        ("/ladders/{programme}/", READERS_OF_LADDER),
        ("/ladders/0/", (302, *(404,) * 8)),
    ],
    "ladders/<int:pk>/preview/": [
        ("/ladders/{programme}/preview/", READERS_OF_LADDER),
        ("/ladders/{programme}/preview/?day=2025-11-10", READERS_OF_LADDER),
        ("/ladders/{programme}/preview/?day=2025-12-24&page=2", READERS_OF_LADDER),
        ("/ladders/{programme}/preview/?day=†&page=†", READERS_OF_LADDER),
        ("/ladders/{programme}/preview/?day=2099-12-24", READERS_OF_LADDER),
    ],
    "ladders/<int:pk>/change/": [
        ("/ladders/{programme}/change/?kind=add", KEEPERS_OF_LADDER),
        (
            (
                "/ladders/{programme}/change/?kind=add&cause=deadline&days=-10&unit=calendar"
                "&audiences=head&urgency=digest&day=2025-12-01"
            ),
            KEEPERS_OF_LADDER,
        ),
        ("/ladders/{programme}/change/?kind=†&rung=†", (302, *(404,) * 5, 403, 403, 302)),
    ],
    "delivery/": [("/delivery/", (302, *(403,) * 7, 200))],
    "delivery/storms/<int:pk>/allow/": [("/delivery/storms/0/allow/", POST_ONLY)],
    "delivery/storms/<int:pk>/refuse/": [("/delivery/storms/0/refuse/", POST_ONLY)],
    "delivery/suppressed/<int:pk>/lift/": [("/delivery/suppressed/0/lift/", POST_ONLY)],
    # Whoever holds a role is led to its page.
    "help/": [("/help/", (200, 200, *(302,) * 7))],
    "help/<slug:role>/": [
        *((f"/help/{role}/", PUBLIC) for role in ("focal-point", "officer", "head")),
        *((f"/help/{role}/", PUBLIC) for role in ("secretary", "auditor", "administrator")),
        ("/help/nobody/", (404,) * 9),
    ],
    "demo/mail/": [("/demo/mail/", PUBLIC)],
    "demo/mail/<slug:name>/": [("/demo/mail/nothing/", (404,) * 9)],
    "demo/mail/<slug:name>/html/": [("/demo/mail/nothing/html/", (404,) * 9)],
}
