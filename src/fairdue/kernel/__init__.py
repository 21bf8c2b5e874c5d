"""The kernel: errors, spans and dates that every other room may use; it imports nothing of ours."""
