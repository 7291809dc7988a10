"""Text, numbers and dates as people write them: folding, transliteration, plain ISO dates. Pure."""
