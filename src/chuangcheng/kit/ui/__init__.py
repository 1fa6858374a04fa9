"""The look of every page: frame, components, template tags, styles and scripts (README.md lists them)."""
