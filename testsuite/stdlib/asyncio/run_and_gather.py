"""Tasks take turns at each await, and gather() keeps the order of its arguments."""
import asyncio


async def work(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    return name


async def main():
    return await asyncio.gather(work("a", 2), work("b", 1))


print(asyncio.run(main()))
