"""Search in any spelling, and the exact matching of a filter's words."""
