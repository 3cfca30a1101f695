"""int() of an infinity raises OverflowError and of nan ValueError."""
try:
    print(int(float("inf")))
except OverflowError:
    print("OverflowError")
try:
    print(int(float("nan")))
except ValueError:
    print("ValueError")
