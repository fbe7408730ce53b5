"""What can be ordered as a job: its kind → how it is made and called. The one place for both.

Add a line here, and call `reports.domain.jobs.order(kind, words, …)` where it is asked for.
"""

from reports.domain.jobs import Producer
from reports.interfaces.exports import workbook
from reports.interfaces.pack import job as pack

PRODUCERS: dict[str, Producer] = {
    workbook.KIND: workbook.PRODUCER,
    pack.KIND: pack.PRODUCER,
}
