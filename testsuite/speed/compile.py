"""One unit is a text of four lines compiled and run by exec()."""
TEXT = """def area(a, b):
    return a * b
for i in range(2):
    total += area(i + 1, 3)
"""


def run(n):
    names = {"total": 0}
    for i in range(n):
        exec(TEXT, names)
    print(names["total"])
