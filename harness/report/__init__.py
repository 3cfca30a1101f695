"""What people read: made from records only."""
