"""What was read, written into schema `landing` as it is printed. The only writer of that schema."""
