"""Files to minutes: formats, encodings, page furniture, dates, metadata, sections."""
