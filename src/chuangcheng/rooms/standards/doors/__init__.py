"""Foreign formats of standards."""
