"""The kiosk page and the small server that serves it on loopback."""
