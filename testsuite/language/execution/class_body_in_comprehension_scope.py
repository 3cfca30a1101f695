"""In a class body only the first iterable of a comprehension sees the body's names."""
n = 10


class A:
    n = 3
    xs = [n for i in range(n)]


print(A.xs)
