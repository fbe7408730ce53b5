"""An answer as plain values, the same for page, API and command."""
