"""sys.stdout.write() writes text as it is and tells its length."""
import sys

n = sys.stdout.write("one")
sys.stdout.write(" two\n")
print(n)
