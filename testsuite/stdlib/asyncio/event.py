"""An Event wakes those who wait for it."""
import asyncio


async def waiter(event):
    print("waiting")
    await event.wait()
    print("woken", event.is_set())


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waiter(event))
    await asyncio.sleep(0)
    print("setting")
    event.set()
    await task


asyncio.run(main())
