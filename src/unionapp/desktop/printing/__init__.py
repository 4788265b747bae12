"""Looking at papers before they are printed: pages of a PDF, and saving what is seen."""
