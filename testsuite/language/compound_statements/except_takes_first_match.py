"""Handlers are tried in order and the first that matches runs alone."""
for e in (KeyError, IndexError, ValueError, LookupError):
    try:
        raise e
    except KeyError:
        print("KeyError")
    except LookupError:
        print("LookupError")
    except IndexError:
        print("never")
    except Exception:
        print("Exception")
