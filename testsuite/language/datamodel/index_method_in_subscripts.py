"""An object with __index__ serves as an index and as a bound of a slice."""
class Two:
    def __index__(self):
        return 2


two = Two()
print([5, 6, 7, 8][two], "abcdef"[two:], (0, 1, 2, 3)[:two], [0, 1, 2, 3, 4][::two])
