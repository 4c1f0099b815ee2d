"""Other ways to show many points, beside which the atlas is measured."""
