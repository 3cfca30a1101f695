"""wait_for() gives the result of what it waited for, and lets its exception out."""
import asyncio


async def work(n):
    await asyncio.sleep(0)
    return 10 // n


async def main():
    print(await asyncio.wait_for(work(2), 60))
    try:
        await asyncio.wait_for(work(0), 60)
    except ZeroDivisionError:
        print("ZeroDivisionError")


asyncio.run(main())
