from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from notifications import domain
from notifications.models import Notice
from tests.harness.mail import Sink
from tests.notifications.telling import owed_by_many
from tracker import clock

pytestmark = pytest.mark.django_db(transaction=True)

LEADS, EACH, SWEEPS = 12, 2, 4


def test_each_person_gets_one_mail_with_all_of_it(mail: Sink) -> None:
    tasks = owed_by_many("2025-11-18", leads=LEADS, each=EACH)
    now, start = clock.now(), Barrier(SWEEPS)

    def sweep(_: int) -> domain.SweepResult:
        try:
            start.wait()
            return domain.sweep(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(SWEEPS) as pool:
        results = list(pool.map(sweep, range(SWEEPS)))
    results.append(domain.sweep(now=now))  # what one passed over because another held it

    assert sum(result.planned for result in results) == LEADS * EACH
    assert sum(result.messages for result in results) == LEADS
    assert Counter(str(message["To"]) for message in mail.messages()).most_common(1)[0][1] == 1
    assert Notice.objects.filter(state="sent").count() == len(tasks)
