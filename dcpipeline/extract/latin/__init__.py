"""English and French: what the rooms beside do for Chinese, for pages in Latin letters."""
