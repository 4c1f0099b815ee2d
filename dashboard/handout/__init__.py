"""The printable handout: map, timeline and sources on one sheet."""
