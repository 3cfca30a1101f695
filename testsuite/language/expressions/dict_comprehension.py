"""In a dict comprehension a later value of the same key wins."""
d = {i % 2: i * 10 for i in range(4) if i}
print(len(d), d[0], d[1])
