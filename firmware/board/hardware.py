"""What the one source asks of a board. Each folder of `ports` opens one: `port.open_all()`."""


class Board:
    """The parts of a board; `panel` and `sensors` are None on a board without them.

    cable    read(wait_ms) gives what has come after at most so long; write(data) sends
    dog      feed() within 8 s, or the board resets
    store    load() and save(body): see `store.Store`
    panel    width, height, show(rows, state), dim(level 0..7)
    sensors  door(), button(): True when open, when pressed; light() 0..65535; lamp(on)
    ident    1 to 8 bytes that no other board has
    cause    why it started: `signlink.words` CAUSES
    """

    def __init__(self, cable, dog, store, ident, cause, panel=None, sensors=None, silence_s=60):
        self.cable = cable
        self.dog = dog
        self.store = store
        self.ident = ident
        self.cause = cause
        self.panel = panel
        self.sensors = sensors
        self.silence_ms = silence_s * 1000
