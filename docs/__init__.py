"""The pages of documentation that are built, and what builds them."""
