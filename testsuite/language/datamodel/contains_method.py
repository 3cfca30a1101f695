"""The operator in calls __contains__ of its right side and gives True or False."""
class A:
    def __contains__(self, item):
        return [item] if item > 1 else ""


print(1 in A(), 2 in A())
print(1 not in A(), 2 not in A())
