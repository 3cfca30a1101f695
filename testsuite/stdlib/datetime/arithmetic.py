"""Dates and times subtract to a timedelta, across leap days."""
from datetime import datetime, timedelta

a = datetime(2024, 2, 28, 23, 30)
b = a + timedelta(hours=1)
print(b.day, b.hour, b.minute, (datetime(2024, 3, 1) - datetime(2024, 2, 1)).days)
print(a.isoformat(), a < b, timedelta(minutes=90).total_seconds())
