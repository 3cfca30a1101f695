"""No comparison of an integer with nan is true but the unequal one."""
nan = float("nan")
print(5 < nan, 5 > nan, 5 == nan, 5 <= nan, 5 != nan, 2 ** 70 == nan)
