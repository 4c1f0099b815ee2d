"""The state of a reader's session, its address and its links."""
