"""expandtabs() moves to the next multiple of the tab size, counted from the line's start."""
print("a\tb".expandtabs(), "ab\tc".expandtabs(4), "a\tb\nabc\td".expandtabs(4).split("\n"))
print("a\tb".expandtabs(0))
