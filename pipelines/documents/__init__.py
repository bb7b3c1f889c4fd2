"""What a publication is: its file, its editions, and whether a file may be read. Knows no other part of Plumbline."""
