"""A coroutine cannot be iterated."""
async def f():
    return 1


coro = f()
try:
    iter(coro)
    print("iterable")
except TypeError:
    print("TypeError")
coro.close()
