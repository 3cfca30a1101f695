"""pytest hooks: decided elsewhere, wired here."""
