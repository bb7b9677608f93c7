// Does nothing, and loads.
