"""Other programs' records in and out. Nothing here opens a file or the journal: bytes and facts are passed in."""
