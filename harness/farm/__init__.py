"""The bench: what `--board` means."""
