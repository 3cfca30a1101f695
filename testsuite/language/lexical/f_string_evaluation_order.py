"""An f-string's fields are evaluated from left to right, when the string is."""
log = []


def note(x):
    log.append(x)
    return x


print(f"{note(1)}{note(2):{note(3)}}{note(4)}", log)
lazy = lambda: f"{note(5)}"
print(len(log), lazy(), len(log))
