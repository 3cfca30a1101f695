"""An object with __await__ can be awaited: what that iterator yields goes to the driver."""
class Ask:
    def __await__(self):
        answer = yield "question"
        return answer + 1


async def main():
    return await Ask()


coro = main()
print(coro.send(None))
try:
    coro.send(41)
except StopIteration as stop:
    print(stop.value)
