"""mean(), median() and mode() of integers are exact."""
import statistics

print(statistics.mean([1, 2, 3, 6]), statistics.median([3, 1, 4, 2]), statistics.mode([1, 2, 2]))
