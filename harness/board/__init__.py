"""One board: links, the raw REPL, recovery, execution."""
