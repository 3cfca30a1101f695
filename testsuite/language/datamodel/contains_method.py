"""The operator in calls __contains__ of its right side."""
class A:
    def __contains__(self, item):
        print("asked for", item)
        return item > 1


print(1 in A(), 2 in A())
print(1 not in A(), 2 not in A())
