"""finally runs after return, break, continue and an exception alike."""
def f():
    for i in range(4):
        try:
            if i == 0:
                continue
            if i == 1:
                raise ValueError
            if i == 2:
                return "returned"
        except ValueError:
            print("handler")
        finally:
            print("finally", i)


print(f())
while True:
    try:
        break
    finally:
        print("finally after break")
