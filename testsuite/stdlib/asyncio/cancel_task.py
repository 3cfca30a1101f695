"""A cancelled task gets CancelledError where it waits, and so does who awaits it."""
import asyncio


async def work():
    try:
        for i in range(20):
            await asyncio.sleep(0)
        print("never cancelled")
    finally:
        print("cleaned up")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("CancelledError")


asyncio.run(main())
