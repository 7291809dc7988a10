"""Only when asked: the present lines, whether links answer. The only package with a network."""
