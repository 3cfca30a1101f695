"""A class matches one of its characters and ranges, or with a caret any other."""
import re

print(re.search("[b-d]+", "abcde").group(0), re.search("[^a-c]+", "abcde").group(0))
print(re.search("[x-]+", "a-xb").group(0), re.search("[a^]+", "b^a").group(0))
print(re.search("[.*]+", "a.*b").group(0))
