"""A case that shows something, reduced to the smallest program that still shows it."""
