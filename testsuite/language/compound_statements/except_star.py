"""except* takes its part of an exception group and passes on the rest."""
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), ValueError(3)])
    except* ValueError as group:
        print([e.args for e in group.exceptions])
except ExceptionGroup as rest:
    print([e.args for e in rest.exceptions])
