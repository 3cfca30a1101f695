# the address and the name of the platform depend on the board
import sys


class Thing:
    pass


print("id is", id(Thing()), "today")
print("platform", sys.platform)
print("done")
