# The module asyncio can be imported and has sleep.
import asyncio

print(hasattr(asyncio, "sleep"))
