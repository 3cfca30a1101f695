"""Where cases come from, and what the reference says about them."""
