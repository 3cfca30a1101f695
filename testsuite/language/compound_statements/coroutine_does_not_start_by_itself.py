"""Calling an async function makes a coroutine whose body runs when it is driven."""
async def f(x):
    print("running")
    return x


coro = f(5)
print("made")
try:
    coro.send(None)
except StopIteration as stop:
    print(stop.value)
