"""Bytes and strings cannot be concatenated or joined."""
for f in (lambda: b"a" + "b", lambda: "a" + b"b", lambda: b",".join(["a"]),
          lambda: ",".join([b"a"])):
    try:
        print(f())
    except TypeError:
        print("TypeError")
