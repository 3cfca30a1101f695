"""What other tools read of the newest runs: pure functions from `Standings` to files' bytes.

    junit         JUnit XML, for Jenkins, GitLab and the actions that show test reports
    micropython   `_results.json`, as MicroPython's own test runners write it
    shields       what a badge of shields.io shows
    rows          one row a board and case: CSV, and as columns for Parquet
    parquet       the same rows, with their types
    openmetrics   the health of the rigs, for a monitor
    naming        names of boards that are safe as names of files

Everything that a board or a user said is untrusted: it is made legal for the format, and no name
leads out of the folder that is written to.
"""
