"""monotonic() never goes back."""
import time

times = [time.monotonic() for i in range(5)]
print(times == sorted(times), isinstance(times[0], float))
