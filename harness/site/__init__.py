"""The published site: what boards do, as pages that need no server and no network.

Pages are pure functions of `Standings`; `folder` alone touches the disk.  Everything that a board
has said is untrusted: templates escape it, blobs are packed, and scripts set it as text.
"""
