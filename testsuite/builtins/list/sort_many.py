"""sort() orders many items right, also with a key and in reverse."""
n = 7
a = []
for i in range(60):
    n = n * 37 % 101
    a.append(n)
b = sorted(a)
print(b[:5], b[-3:], all([b[i] <= b[i + 1] for i in range(59)]))
a.sort(key=lambda x: -x)
print(a == sorted(b, reverse=True), a[0])
