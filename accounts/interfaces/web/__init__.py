"""Pages about the person who reads them: signing in and out, password, language."""
