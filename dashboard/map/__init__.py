"""The Map page: base map, marks, legend and what the reader does on the map."""
