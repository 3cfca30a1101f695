# Defaults and changes are merged to one nested configuration.
DEFAULTS = {"wifi": {"name": "home", "tries": 3}, "pins": [4, 5], "debug": False}
CHANGES = {"wifi": {"tries": 5, "hidden": True}, "debug": True, "zone": [1, {"h": 2}]}


def merged(old, new):
    result = dict(old)
    for key in new:
        if isinstance(new[key], dict) and key in old:
            result[key] = merged(old[key], new[key])
        else:
            result[key] = new[key]
    return result


config = merged(DEFAULTS, CHANGES)
wifi = config["wifi"]
print(sorted(config), config["pins"], config["debug"], config["zone"][1]["h"])
print(wifi["name"], wifi["tries"], wifi["hidden"])
print(len(DEFAULTS), DEFAULTS["wifi"]["tries"])
