# A loop over readings keeps a moving average, both extremes and an alarm.
def read(step):
    return 200 + (step * 37) % 50 - 2 * (step % 7)


WINDOW = 8
history = []
low = high = read(0)
alarms = 0
for step in range(60):
    value = read(step)
    history.append(value)
    if len(history) > WINDOW:
        history.pop(0)
    average = sum(history) // len(history)
    low = min(low, value)
    high = max(high, value)
    if value > average + 20:
        alarms += 1
print(low, high, average, alarms, history)
