"""One unit is a sieve for the 18 prime numbers below 64."""
def count_primes(limit):
    sieve = bytearray(limit)
    count = 0
    for i in range(2, limit):
        if not sieve[i]:
            count += 1
            for k in range(i * i, limit, i):
                sieve[k] = 1
    return count


def run(n):
    total = 0
    for i in range(n):
        total += count_primes(64)
    print(total)
