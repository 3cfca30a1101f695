"""Run records, and what changed from one to another."""
