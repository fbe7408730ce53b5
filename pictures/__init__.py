"""A picture of each page of the demo, to be looked at by whoever changes how pages look."""
