"""What running text states in numbers, held against the tables of the same document."""
