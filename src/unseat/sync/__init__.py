"""One person's machines, by a folder that another program carries between them (docs/sync.md)."""
