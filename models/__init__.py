"""The models that come with kl52, as package data: see README.md."""
