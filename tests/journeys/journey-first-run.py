# SPDX-License-Identifier: GPL-3.0-or-later
# journey-first-run.py: a newcomer tries the sample flow, runs it and looks at an answer

import os
import subprocess

from journey import DEADLINE, Journey

usage = subprocess.run([os.environ["WEIR"], "--help"], check=True, capture_output=True, text=True, timeout=DEADLINE)
assert "  weir [OPTION…] [FILE or FOLDER…]\n" in usage.stdout, usage.stdout

with Journey("--sample") as weir:
    weir.text("Sample API at 127.0.0.1:")
    weir.press("Run")
    weir.text("✓ Passed")
    weir.button("Run")  # it was Stop meanwhile

    weir.named("POST Order the first item, passed, ")  # in the step list

    weir.click(weir.named("Order the first item, passed"))  # in the list of results
    weir.text("HTTP/1.1 201 Created")
    weir.text("/orders/")  # the header Location

    path = weir.picture("first-run")
    assert os.path.getsize(path) > 10000, path
    print(f"The window as it was: {path}")

    weir.key("ctrl+q")
    assert weir.wait_end() == 0
