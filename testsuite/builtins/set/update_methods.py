"""The updating methods of sets change them in place and return None."""
a = {1, 2, 3}
print(a.update([4], "x"), a.difference_update(["x"]), a.intersection_update({1, 2, 4}))
a.symmetric_difference_update([4, 5])
print(sorted(a))
