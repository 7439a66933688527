"""Qt windows, each in a child process of its own: the card, the guided session, the profile. Nothing imports them."""
