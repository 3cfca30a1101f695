# Lines of settings are split, cleaned, converted and grouped by section.
TEXT = """[net]
host = example  # a comment
port = 8080
[pins]
led=13
button = 7
# nothing
"""
sections = {}
name = None
for line in TEXT.split("\n"):
    line = line.split("#")[0].strip()
    if line.startswith("["):
        name = line[1:-1]
        sections[name] = {}
    elif "=" in line:
        key, value = [part.strip() for part in line.split("=")]
        sections[name][key] = int(value) if value.isdigit() else value
print(sections["net"]["host"], sections["net"]["port"], sorted(sections["pins"].items()))
