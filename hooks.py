"""MkDocs events, handed to the generator."""
