"""split() with a separator keeps empty parts and takes a maximum of splits."""
print("a,,b,".split(","), "".split(","), "a--b---c".split("--"))
print("a,b,c".split(",", 1), "a,b,c".split(",", 0), "a,b,c".split(",", -1))
try:
    print("abc".split(""))
except ValueError:
    print("ValueError")
