"""What stands round every page: header, sidebar, chips, counter and Share."""
