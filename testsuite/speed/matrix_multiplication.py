"""One unit is a product of two matrices of three by three numbers."""
def multiply(a, b):
    c = [[0] * 3 for i in range(3)]
    for i in range(3):
        for j in range(3):
            total = 0
            for k in range(3):
                total += a[i][k] * b[k][j]
            c[i][j] = total % 101
    return c


def run(n):
    step = [[2, 1, 0], [1, 3, 1], [0, 1, 4]]
    product = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for i in range(n):
        product = multiply(product, step)
    print(product)
