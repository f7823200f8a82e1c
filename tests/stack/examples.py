"""How many made-up histories a rule of the law must withstand."""

import os

from hypothesis import settings

# `make test` takes 2,000; by hand a hundred, so that the whole folder is quick
MANY = settings(max_examples=int(os.environ.get("YIZHAN_EXAMPLES", "100")), deadline=None)
