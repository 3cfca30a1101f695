"""async with awaits __aenter__ before its body and __aexit__ after it."""
class C:
    async def __aenter__(self):
        print("enter")
        return "resource"

    async def __aexit__(self, cls, value, traceback):
        print("exit", cls is ValueError)
        return True


async def main():
    async with C() as r:
        print(r)
        raise ValueError
    return "end"


try:
    main().send(None)
except StopIteration as stop:
    print(stop.value)
