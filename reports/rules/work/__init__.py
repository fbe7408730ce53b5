"""The measures of the work beside the rates."""
