"""The picture of a board that nobody tells anything: 有事请到服务窗口, please ask at the counter.

True whether the box works or not, and it does not say what the post is for. The board has no
font: `yizhan_edge.lettering` drew these dots from GNU Unifont, and a test holds them to it.
"""

import binascii

import framebuf

WIDTH, HEIGHT = 128, 16
DOTS = (
    "02000100004000040000040002000000020001004040ff843efc040001000000"
    "fffefffe27fc080422840ff07ffe3ff804000100204010242284182048222008"
    "04003ff803f82224229424c0921420080ff02108004041243e88030004002008"
    "08103ff8e7feffa422800cc03ff8200818100100200008a422fc323022082008"
    "2ff03ff823f8082422a4c20e23c8200848100108220808243ea41ff024482008"
    "8810fffe23f87f2422a802102a8820080ff001082208082422a8041021082008"
    "08103ff82bf8080422900410228820080810010032080f8442a8081024083ff8"
    "085005002228f8144ac410a03ff8200808200200021040088482204020080000"
)


def rows(width, height):
    """The rows of a panel of this size, the words in the middle; dark where they would be cut."""
    out = bytearray((width + 7) // 8 * height)
    if width >= WIDTH and height >= HEIGHT:
        words = framebuf.FrameBuffer(
            bytearray(binascii.unhexlify(DOTS)), WIDTH, HEIGHT, framebuf.MONO_HLSB
        )
        panel = framebuf.FrameBuffer(out, width, height, framebuf.MONO_HLSB)
        panel.blit(words, (width - WIDTH) // 2, (height - HEIGHT) // 2)
    return bytes(out)
