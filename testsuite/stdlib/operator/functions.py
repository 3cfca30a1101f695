"""The functions of operator do what their operators do."""
import operator

print(operator.add(1, 2), operator.mul("a", 2), operator.floordiv(-7, 2), operator.not_([]))
print(operator.contains([1], 1), operator.getitem("abc", 1), operator.lt(1, 2), operator.neg(5))
