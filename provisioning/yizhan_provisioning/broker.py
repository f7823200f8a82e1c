"""The broker's settings; its permissions are `yizhan_wire.permissions`, so that none can drift."""

from pathlib import Path

# The queue limits matter: with its defaults Mosquitto acknowledges at QoS 1 and then drops.
CONF = """
per_listener_settings false
listener {port} {host}
allow_anonymous false
require_certificate true
use_identity_as_username true
cafile {authority}/ca.crt
certfile {authority}/broker.crt
keyfile {authority}/broker.key
crlfile {authority}/ca.crl
acl_file {authority}/acl
persistence true
persistence_location {data}/
autosave_interval 5
set_tcp_nodelay true
max_queued_messages 0
max_queued_bytes 268435456
max_inflight_messages 0
max_packet_size 1048576
message_size_limit 1048576
user {user}
log_dest stderr
log_type error
log_type warning
log_type notice
"""


def conf(host: str, port: int, authority: Path, data: Path, user: str = "mosquitto") -> str:
    """Mosquitto settings: mutual TLS, the name in the certificate is the user, nothing dropped."""
    return CONF.format(host=host, port=port, authority=authority, data=data, user=user)
