"""Rules that a data folder must keep, each problem named by file, record and field."""
