"""Settings: `base` for every installation, `testing` for the tests. The environment and county.toml say the rest."""
