"""The tray icon: what it shows (icon, label), and the routes to a panel (sni, xembed, own), chosen by `choose`."""
