"""Printable records into files: PDF, Word, HTML, spreadsheets and pictures of numbers; it decides no word and no figure."""
