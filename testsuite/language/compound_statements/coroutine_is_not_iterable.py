"""A coroutine has no __iter__ and __next__: only await and send() drive it."""
async def f():
    return 1


coro = f()
for use in (iter, next):
    try:
        use(coro)
        print("accepted")
    except TypeError:
        print("TypeError")
coro.close()
