"""gradmark inside nbgrader: grading without a kernel, hints as comments, the course scaffold."""
