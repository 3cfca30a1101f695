"""An object with __index__ serves where functions and operators need an integer."""
class Two:
    def __index__(self):
        return 2


two = Two()
print(list(range(two)), "ab" * two, hex(two), bytes([two]))
