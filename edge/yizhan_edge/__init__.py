"""The check-in post: camera, face, kiosk, spool, uplink, sign."""
