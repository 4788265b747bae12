"""One document model and its PDF, XLSX and DOCX writers; knows nothing of unions."""
