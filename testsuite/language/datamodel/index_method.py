"""An object with __index__ serves as index, slice bound, range bound and multiplier."""
class Two:
    def __index__(self):
        return 2


two = Two()
print([5, 6, 7, 8][two], "abcdef"[two:], list(range(two)))
print("ab" * two, hex(two), bytes([two]))
