"""Commands that read files which a person downloaded: of UCDP, of Wikipedia. None uses a network."""
