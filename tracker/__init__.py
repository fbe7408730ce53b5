"""The Django project, and what every app stands on."""

from tracker.celery import app as celery_app

__all__ = ["celery_app"]
