"""Named measures over records, with the records that make up each figure."""
