"""Citations: references in a style, files for reference managers, the atlas itself."""
