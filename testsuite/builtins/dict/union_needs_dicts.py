"""The operator | refuses anything but a dict beside a dict."""
for other in ([("z", 0)], None, "ab"):
    try:
        print({"a": 1} | other)
    except TypeError:
        print("TypeError")
