"""One-letter escapes in a string literal stand for single characters."""
print([ord(c) for c in "\a\b\f\n\r\t\v"])
print([ord(c) for c in "\\\'\""])
