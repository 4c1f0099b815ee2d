"""The Records page: tables of statements and places."""
