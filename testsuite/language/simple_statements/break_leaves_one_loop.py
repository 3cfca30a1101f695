"""break leaves the innermost loop and continue starts its next round."""
for i in range(3):
    for j in range(10):
        if j == 1:
            continue
        if j == 3:
            break
        print(i, j)
