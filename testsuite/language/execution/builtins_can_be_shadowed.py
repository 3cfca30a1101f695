"""A global name hides a built-in one until it is deleted."""
def size(x):
    return len(x)


print(size([1, 2]))
len = lambda x: "shadow"
print(size([1, 2]))
del len
print(size([1, 2]))
