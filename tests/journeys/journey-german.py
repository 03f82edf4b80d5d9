# SPDX-License-Identifier: GPL-3.0-or-later
# journey-german.py: a newcomer whose desktop is German tries the sample flow

import os
import subprocess
import sys
import tempfile

from journey import SKIPPED, Journey

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import german  # noqa: E402

if german.missing():
    print(german.missing())
    sys.exit(SKIPPED)

with tempfile.TemporaryDirectory(prefix="weir-locale-") as folder:
    os.environ.update(german.environment(folder))
    with Journey("--sample") as weir:
        weir.text("Beispiel-API auf 127.0.0.1:")
        weir.press("Ausführen")
        weir.text("✓ Bestanden")
        weir.button("Ausführen")  # it was “Anhalten” meanwhile

        weir.click(weir.named("Order the first item, bestanden"))  # in the list of results
        weir.text("HTTP/1.1 201 Created")
        weir.text("Antwort")

        # Its words are longer than the English ones, and a narrow screen has room for them all the same.
        shown = subprocess.check_output(["xdotool", "search", "--onlyvisible", "--class", "weir"], text=True)
        window = shown.split()[-1]
        subprocess.run(["xdotool", "windowsize", window, "800", "600"], check=True)
        weir.wait("a window of 800 by 600", lambda: "800x600" in subprocess.check_output(
            ["xdotool", "getwindowgeometry", window], text=True))

        print(f"The window as it was: {weir.picture('german')}")
        weir.key("ctrl+q")
        assert weir.wait_end() == 0
