"""What key phrases are made of: candidates, word weights, YAKE, and their places in the text."""
