"""A function handed to the scheduler is called once for each time."""
waits = []


def note(start):
    waits.append(ticks_diff(ticks_us(), start) if start else 0)


try:
    from micropython import schedule
    from time import ticks_diff, ticks_us
except ImportError:
    ticks_us = None
for i in range(8):
    if ticks_us:
        schedule(note, ticks_us() or 1)
        for turn in range(1000):
            if len(waits) > i:
                break
    else:
        note(0)
print(len(waits))
if ticks_us:
    print("figure schedule_latency_us", max(waits))
