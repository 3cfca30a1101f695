"""A backslash at the end of a line joins it to the next, also between tokens of a statement."""
total = 1 + \
    2 + \
  3
if total == 6 \
        and total != 7:
    print(total)
