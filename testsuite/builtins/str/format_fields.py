"""format() takes fields by order, by number and by name."""
print("{} {}".format(1, "a"), "{1} {0} {1}".format("x", "y"), "{a}{b}{0}".format(0, a=1, b=2))
print("{{}} {{{}}}".format(5))
