"""The class report: from result records to one HTML page, a CSV and a JSON file."""
