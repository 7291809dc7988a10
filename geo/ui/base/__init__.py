"""What every page uses: context, cache, HTML that is safe, notices."""
