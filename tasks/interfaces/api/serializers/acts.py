"""What people have handed in about a task, and its history."""

from django.urls import reverse
from rest_framework import serializers

from accounts.interfaces.api.serializers import PersonOut
from tasks.models import Evidence, Extension, ProgressUpdate, Submission


class UpdateOut(serializers.ModelSerializer[ProgressUpdate]):
    by = PersonOut()

    class Meta:
        model = ProgressUpdate
        fields = [
            "id",
            "happened_on",
            "percent",
            "count",
            "narrative",
            "obstacle",
            "by",
            "recorded_at",
        ]
        read_only_fields = fields


class EvidenceOut(serializers.ModelSerializer[Evidence]):
    url = serializers.SerializerMethodField(help_text="Where to get the file.")

    class Meta:
        model = Evidence
        fields = ["id", "name", "media_type", "size", "sha256", "url"]
        read_only_fields = fields

    def get_url(self, evidence: Evidence) -> str:
        return reverse("api_evidence", args=(evidence.submission.task_id, evidence.pk))


class SubmissionOut(serializers.ModelSerializer[Submission]):
    by = PersonOut()
    evidence = EvidenceOut(many=True)
    decided_by = PersonOut(allow_null=True)
    revoked_by = PersonOut(allow_null=True)

    class Meta:
        model = Submission
        fields = [
            "id",
            "completed_on",
            "product_kind",
            "product_number",
            "product_date",
            "product_title",
            "count",
            "evidence",
            "no_evidence_reason",
            "note",
            "by",
            "recorded_at",
            "outcome",
            "decided_by",
            "decided_on",
            "decision_note",
            "revoked_by",
            "revoked_on",
            "revocation_reason",
        ]
        read_only_fields = fields


class ExtensionOut(serializers.ModelSerializer[Extension]):
    by = PersonOut()
    decided_by = PersonOut(allow_null=True)
    instrument = serializers.CharField(
        source="instrument.number", default=None, allow_null=True, help_text="Its number."
    )

    class Meta:
        model = Extension
        fields = [
            "id",
            "asked_on",
            "old_deadline",
            "new_deadline",
            "reason",
            "by",
            "recorded_at",
            "outcome",
            "granted_deadline",
            "decided_by",
            "decided_on",
            "decision_note",
            "instrument",
        ]
        read_only_fields = fields
