"""The comparisons of sets are about inclusion, so two sets may be neither less nor more."""
a = {1, 2}
print(a <= {1, 2, 3}, a < {1, 2}, a <= {1, 2}, a > {1}, a >= set(), {1} < {2}, {1} > {2})
print({1, 2} == {2, 1}, {1} != {1}, {1} == [1])
