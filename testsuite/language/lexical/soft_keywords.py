"""The words match, case, type and _ remain usable as names."""
match = 1
case = 2
type = 3
_ = 4
print(match, case, type, _)
match = [match]
match[0] = 5
print(match)
