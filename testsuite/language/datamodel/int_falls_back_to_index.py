"""int() of an object with __index__ but no __int__ uses __index__."""
class A:
    def __index__(self):
        return 9


print(int(A()))
