"""What a program takes instead of a page: pure views of the corpus in other formats."""
