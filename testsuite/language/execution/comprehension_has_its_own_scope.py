"""The variable of a comprehension does not leak, nor change one of the same name."""
i = "kept"
print([i for i in range(3)], i)
print({k: 0 for k in "a"}, list(j for j in "b"))
for name in ("j", "k"):
    try:
        print(eval(name))
    except NameError:
        print(name, "NameError")
