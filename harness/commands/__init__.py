"""The commands of `onboard`: arguments in, lines out; what they say is made elsewhere."""
