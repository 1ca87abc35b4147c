"""Learned finders of obligations, measured beside the rules; nothing of it comes with kl52."""
