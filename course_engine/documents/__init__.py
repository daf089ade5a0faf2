"""The PDFs, made by WeasyPrint."""
