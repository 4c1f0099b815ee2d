"""The Figures page: numbers that sources state, side by side."""
