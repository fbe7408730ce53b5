"""The work counted: how late, how long, how often, and the list behind each count."""
