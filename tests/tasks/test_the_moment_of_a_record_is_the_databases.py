"""Whatever moment the application gives, the row carries the database's own."""

from datetime import timedelta
from typing import Any

import pytest

from tasks.models import Extension, ProgressUpdate, Submission
from tests.factories import assigned, secretary_of
from tracker import clock

pytestmark = pytest.mark.django_db
ROWS: dict[Any, dict[str, object]] = {
    ProgressUpdate: {"happened_on": "2025-11-01", "percent": 10},
    Submission: {
        "completed_on": "2025-11-01",
        "product_kind": "decree",
        "product_number": "1",
        "no_evidence_reason": "Tài liệu mật.",
        "product_date": "2025-11-01",
    },
    Extension: {
        "asked_on": "2025-11-01",
        "old_deadline": "2025-12-31",
        "new_deadline": "2026-01-31",
        "reason": "Chờ.",
    },
}


@pytest.mark.parametrize("model", ROWS)
def test_a_record_is_stamped(model: Any) -> None:
    task, now = assigned(), clock.now()
    long_ago = now - timedelta(days=300)
    row = model(task=task, by=secretary_of(task), recorded_at=long_ago, **ROWS[model])
    model._base_manager.bulk_create([row])
    stamped = model._base_manager.get().recorded_at
    assert now <= stamped <= clock.now()
