"""A coroutine driven by send() runs until it awaits something that yields."""
class Pause:
    def __await__(self):
        yield "paused"


async def work(n):
    await Pause()
    return n * 2


async def main():
    a = await work(1)
    b = await work(a)
    return a + b


coro = main()
print(coro.send(None))
print(coro.send(None))
try:
    coro.send(None)
except StopIteration as stop:
    print(stop.value)
