"""round() of a number halfway between two integers goes to the even one."""
print([round(x) for x in (0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5)])
print(round(2.25, 1), round(0.375, 2), round(0.125, 2), round(2.75, 0))
