from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0003_evidence_and_revocation"),
    ]

    operations = [
        migrations.AddField(
            model_name="merger",
            name="late_reason",
            field=models.TextField(blank=True, default="", verbose_name="why recorded late"),
            preserve_default=False,
        ),
    ]
