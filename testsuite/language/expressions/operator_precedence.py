"""Shifts bind looser than addition, then come &, ^, | and the comparisons."""
print(1 + 2 << 3, 1 << 2 + 1, 7 & 3 + 1)
print(6 ^ 2 & 3, 1 | 2 ^ 3, 1 | 6 == 7, 5 & 4 == 4)
print(-7 // 2, -(7 // 2), ~1 + 1, 2 * 7 % 4)
