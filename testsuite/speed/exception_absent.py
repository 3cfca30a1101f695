"""One unit is a try statement with a finally clause in which nothing is raised."""
def run(n):
    a = b = 0
    for i in range(n):
        try:
            a += 1
        finally:
            b += 2
    print(a, b)
