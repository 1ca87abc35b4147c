"""The documents and the catalogue that come with kl52; see README.md here."""
