"""Floor division rounds towards minus infinity for all signs."""
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, -1 // 10, 1 // -10)
print(-7.0 // 2, 7 // -2.0, -0.5 // 1)
