"""The verbs of the technician's tool, one module each."""

HERE = __name__
TABLE = {
    "authority": f"{HERE}.authority",
    "bench": f"{HERE}.bench",
    "broker": f"{HERE}.broker",
    "bundle": f"{HERE}.bundle",
    "claim": f"{HERE}.claim",
    "flash": f"{HERE}.flash",
    "image": f"{HERE}.image",
    "swap": f"{HERE}.swap",
}
