"""Without __contains__ the operator in searches by iterating, and stops when it finds."""
class A:
    def __iter__(self):
        for i in (1, 2, 3):
            print("offer", i)
            yield i


print(2 in A())
print(4 in A())
