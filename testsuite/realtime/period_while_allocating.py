"""A task that is due every 10 ms and leaves garbage in between runs 20 times."""
try:
    from time import ticks_add, ticks_diff, ticks_us
except ImportError:
    ticks_us = None
runs = worst = made = 0
if ticks_us:
    start = ticks_us()
while runs < 20:
    runs += 1
    made += len([[k, k] for k in range(8)])
    if ticks_us:
        due = ticks_add(start, 10000 * runs)
        for turn in range(100000):
            garbage = bytearray(100)
            late = ticks_diff(ticks_us(), due)
            if late >= 0:
                break
        worst = max(worst, abs(late))
print(runs, made)
if ticks_us:
    print("figure period_jitter_us", worst)
