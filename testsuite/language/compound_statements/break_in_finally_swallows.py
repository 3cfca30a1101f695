"""break in a finally clause drops the exception in flight."""
for i in range(3):
    try:
        raise ValueError
    finally:
        print("round", i)
        break
print("after the loop")
