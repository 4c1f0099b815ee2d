"""The About page: principles, uncertainty, conflicts and data."""
