"""A task that sleeps until it is due every 10 ms runs 20 times."""
try:
    from time import sleep_ms, ticks_add, ticks_diff, ticks_us
except ImportError:
    sleep_ms = None
runs = worst = 0
if sleep_ms:
    start = ticks_us()
while runs < 20:
    runs += 1
    if sleep_ms:
        due = ticks_add(start, 10000 * runs)
        sleep_ms(max(0, ticks_diff(due, ticks_us()) // 1000))
        worst = max(worst, abs(ticks_diff(ticks_us(), due)))
print(runs)
if sleep_ms:
    print("figure period_jitter_us", worst)
