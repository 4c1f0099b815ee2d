"""The Activity page: commemoration through the years."""
