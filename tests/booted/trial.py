"""Run by a unit with the sandbox of the others: everything heavy that the collector stands on."""

import subprocess
import sys

import argon2
import opencc
import rjieba
import typst

argon2.PasswordHasher().hash("x")
rjieba.cut("社区矫正对象报到")
opencc.OpenCC("t2s").convert("司法驛站")
subprocess.run(["openssl", "version"], check=True, capture_output=True)
made = typst.compile("#set page(width: 5cm)\n报到 ".encode(), font_paths=[])
sys.stdout.write(made[:8].decode("ascii", "replace"))
