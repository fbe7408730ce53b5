"""What the demo's mail sink has kept, to be read on the site; exists in a demo only."""
