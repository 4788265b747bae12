"""One document model and its PDF and XLSX writers; knows nothing of unions."""
