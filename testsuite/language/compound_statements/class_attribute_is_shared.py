"""A mutable class attribute is shared by all instances until one gets its own."""
class A:
    items = []
    count = 0


a = A()
b = A()
a.items.append(1)
a.count += 1
print(b.items, b.count, a.count, A.count)
a.items = [5]
print(a.items, b.items)
