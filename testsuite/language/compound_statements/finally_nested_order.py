"""Leaving several try statements runs their finally clauses from the inside out."""
def f():
    try:
        try:
            try:
                return "value"
            finally:
                print("inner")
        finally:
            print("middle")
    finally:
        print("outer")


print(f())
