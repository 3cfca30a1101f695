# The module datetime can be imported and has timedelta.
import datetime

print(hasattr(datetime, "timedelta"))
