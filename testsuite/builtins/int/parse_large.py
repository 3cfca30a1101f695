"""int() and str() convert large integers without loss."""
text = "123456789012345678901234567890123456789"
n = int(text)
print(n, str(n) == text, int("-" + text) == -n, n % 1000007)
print(int("f" * 25, 16) == 16 ** 25 - 1, int("9" * 19) + 1)
