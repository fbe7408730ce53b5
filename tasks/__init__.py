"""What, by whom, by when: instruments, tasks, the six clarities, lifecycle and history."""
