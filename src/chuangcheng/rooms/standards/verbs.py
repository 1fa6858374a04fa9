"""Everything that can be done to standards."""
