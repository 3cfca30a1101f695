"""Addition, multiplication and negation are exact around 2**62, 2**63 and 2**64."""
for n in (2 ** 62, 2 ** 63, 2 ** 64):
    print(n - 1, n + 1, -n - 1)
    print((n - 1) * (n + 1))
print(-(-2 ** 63), abs(-2 ** 63), 3037000500 * 3037000500)
