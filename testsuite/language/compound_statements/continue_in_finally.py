"""continue in a finally clause drops the exception or return in flight."""
def f():
    for i in range(3):
        try:
            if i == 0:
                raise ValueError
            if i == 1:
                return "returned"
        finally:
            print("round", i)
            continue
    return "loop ended"


print(f())
