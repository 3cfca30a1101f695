"""async for awaits each item until StopAsyncIteration, and has an else clause."""
class Count:
    n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return self.n


async def main():
    async for i in Count():
        print(i)
    else:
        print("else")


try:
    main().send(None)
except StopIteration:
    print("done")
