"""One unit is a line matched by a regular expression of two groups."""
import re


def run(n):
    pattern = re.compile("([a-z]+) *= *([0-9]+)")
    total = 0
    for i in range(n):
        total += len(pattern.match("speed = 12345;").group(2))
    print(total)
