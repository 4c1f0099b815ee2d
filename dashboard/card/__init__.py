"""The card of a place: what each source says of it, and references to it."""
