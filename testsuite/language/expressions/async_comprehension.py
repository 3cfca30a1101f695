"""An async for in a comprehension collects from an asynchronous iterator."""
class Count:
    def __init__(self, n):
        self.left = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def main():
    return [i * 2 async for i in Count(3) if i != 1]


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
