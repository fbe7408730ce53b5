"""From what somebody typed to a question, the same for page, API and command."""
