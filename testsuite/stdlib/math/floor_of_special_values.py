"""floor() of an infinity raises OverflowError and of nan ValueError."""
import math

for text in ("inf", "-inf", "nan"):
    try:
        print(math.floor(float(text)))
    except OverflowError:
        print("OverflowError")
    except ValueError:
        print("ValueError")
