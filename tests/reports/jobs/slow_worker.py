"""A worker that takes for ever: `python slow_worker.py JOB`, to be killed while it is at it."""

import sys
import time
from datetime import datetime
from pathlib import Path

import django


def main(job_id: int) -> None:
    django.setup()
    from reports.domain import jobs
    from reports.domain.jobs import Producer, Progress
    from reports.models import Job
    from tracker import clock

    def never_ends(_job: Job, folder: Path, progress: Progress, _now: datetime) -> Path:
        (folder / "half.xlsx").write_bytes(b"half")
        progress(1, 2)
        time.sleep(600)
        return folder

    jobs.carry_out(job_id, producers={"test": Producer(never_ends, str)}, now=clock.now())


if __name__ == "__main__":
    main(int(sys.argv[1]))
