"""The presentation: tours, playback, speaker view and rooms that follow."""
