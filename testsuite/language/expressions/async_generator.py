"""An async def with yield makes an asynchronous generator."""
async def count(n):
    for i in range(n):
        yield i


async def main():
    out = []
    async for i in count(3):
        out.append(i)
    return out


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
