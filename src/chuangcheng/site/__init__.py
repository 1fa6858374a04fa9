"""Site: settings, addresses, the command line. The only floor that knows every room."""
