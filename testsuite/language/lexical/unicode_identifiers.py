"""An identifier may hold letters and digits of any script."""
exec("\u03bc = 3\n\u00e91 = 4\n\u540d = 5\nprint(\u03bc, \u00e91, \u540d)")
