"""Another day than today: asked for, drawn, and shown around the whole window."""
