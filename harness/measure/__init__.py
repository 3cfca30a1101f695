"""What programs take: slopes over n, the smallest heap that does."""
