"""A number too large for a float reads as infinity and one too small as zero."""
print(float("1e9999"), float("-1e9999"), float("1e-9999"), float("-1e-9999"))
