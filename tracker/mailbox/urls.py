"""Addresses of the demo's mail."""

from django.urls import path

from tracker.mailbox.views import letter, letter_html, sent_mail

urlpatterns = [
    path("demo/mail/", sent_mail, name="sent_mail"),
    path("demo/mail/<slug:name>/", letter, name="letter"),
    path("demo/mail/<slug:name>/html/", letter_html, name="letter_html"),
]
