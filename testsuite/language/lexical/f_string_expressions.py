"""An f-string evaluates any expression between its braces."""
d = {"k": [1, 2]}
n = 3
print(f"{n + 1}{n}-{d['k'][1]}-{'a' if n else 'b'}-{len('xyz')}")
print(f"{(lambda x: x * 2)(n)} {n > 2} {[i for i in range(n)]}")
