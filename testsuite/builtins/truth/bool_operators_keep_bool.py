"""The operators &, | and ^ of two bools give a bool, of a bool and an integer an integer."""
print(True & False, True | False, True ^ True, not True)
print(True & 1, True | 2, True ^ 3)
