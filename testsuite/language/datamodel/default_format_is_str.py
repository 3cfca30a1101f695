"""An object without __format__ formats as its str, and takes no specification."""
class A:
    def __str__(self):
        return "text"


print("{}".format(A()), "{:}".format(A()))
try:
    print("{:>8}".format(A()))
except TypeError:
    print("TypeError")
