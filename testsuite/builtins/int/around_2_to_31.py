"""Addition, multiplication and negation are exact around 2**31 and 2**32."""
n = 2 ** 31
print(n - 1 + 1, -n - 1, -(-n), n * 2 - 1, -n + -n, abs(-n))
print((n - 1) * (n - 1), (n - 1) * -n, 65536 * 65536, 46341 * 46341)
