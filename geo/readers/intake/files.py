"""Names of the files through which the two processes talk."""

JOB_FILE, RESULT_FILE, WALLS_FILE = "job.json", "result.json", "walls.json"
EVENTS_FILE, ORIGINAL_FILE = "events-{:05d}.arrow", "original-{:05d}.arrow"
