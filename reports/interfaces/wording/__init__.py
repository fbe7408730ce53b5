"""What measures, slices and changes are called, and what they say of themselves."""
