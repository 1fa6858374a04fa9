"""The fields of an obligation, each read from its own words."""
