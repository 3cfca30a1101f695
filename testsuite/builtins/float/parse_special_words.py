"""float() reads inf, infinity and nan in any case, with a sign."""
print(float("INF"), float("-Infinity"), float("+inf"), float("NaN"), float(" iNf "))
for text in ("infi", "na", "in f"):
    try:
        print(float(text))
    except ValueError:
        print("ValueError")
