"""D-Bus for threads that must never wait without an end: a connection with deadlines, and the words of its calls."""
