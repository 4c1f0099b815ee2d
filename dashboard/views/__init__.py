"""The pages of the atlas, one a file; each runs alone."""
