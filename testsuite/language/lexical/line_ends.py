"""A line of source may end in LF, in CR LF or in CR."""
exec("a = 1\nb = 2\r\nc = 3\rif c:\r\n    d = 4\r\nprint(a, b, c, d)\r\n")
