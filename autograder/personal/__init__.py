"""Numbers of one's own: visible ones from a public seed, hidden inputs from a secret one. Off by default."""
