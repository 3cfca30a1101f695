"""match compares with literals and alternatives in order, and _ matches anything."""
def f(x):
    match x:
        case 0:
            return "zero"
        case "a" | "b":
            return "letter"
        case None | True:
            return "constant"
        case _:
            return "other"


print([f(x) for x in (0, "a", "b", None, True, False, 1, 0.0)])
