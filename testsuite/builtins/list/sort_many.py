"""sort() orders many items right, whatever order they come in."""
n = 7
a = []
for i in range(60):
    n = n * 37 % 101
    a.append(n)
b = a[:]
b.sort()
print(b == sorted(a[::-1]), b[:5], b[-3:], all([b[i] <= b[i + 1] for i in range(59)]))
b.sort(key=lambda x: x % 10)
print(b[:6])
