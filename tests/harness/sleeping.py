"""The tracker's Celery application with a job that takes long: `celery --app=...sleeping:app`."""

import time

from tracker.celery import app


@app.task
def sleep(seconds: float) -> None:
    time.sleep(seconds)
