"""A module imported twice is the same object."""
import sys

first = sys
del sys
import sys
import sys as third

print(first is sys, third is sys)
