# SPDX-License-Identifier: GPL-3.0-or-later
# journey-stopping.py: delay, stop on failure and Stop, as the server sees them

import os
import tempfile
import time

from journey import Atspi
from run_menu import RunMenu, has
from server import Server

QUICK = """name: Quick
steps:
  - {{ name: First, httpRequest: {{ url: "{0}/first" }} }}
  - {{ name: Second, httpRequest: {{ url: "{0}/second" }} }}
  - {{ name: Third, httpRequest: {{ url: "{0}/third" }} }}
"""
FAILING = """name: Failing
steps:
  - {{ name: First, httpRequest: {{ url: "{0}/first" }} }}
  - name: Fails
    httpRequest: {{ url: "{0}/503" }}
    assert: [{{ from: status, is: "<", value: 400 }}]
  - {{ name: Third, httpRequest: {{ url: "{0}/third" }} }}
afterAll:
  - {{ name: Clean up, httpRequest: {{ url: "{0}/after" }} }}
"""
SLOW = """name: Slow
steps:
  - {{ name: Wait long, httpRequest: {{ url: "{0}/slow" }} }}
afterAll:
  - {{ name: Clean up, httpRequest: {{ url: "{0}/after" }} }}
"""


def write(folder, name, text, server):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.format(server.url))
    return path


def end(weir):
    """What was changed is not wanted."""
    weir.key("ctrl+q")
    weir.answer("Discard")
    assert weir.wait_end() == 0


with tempfile.TemporaryDirectory() as folder:
    with Server() as server, RunMenu(write(folder, "quick.flow.yaml", QUICK, server)) as weir:
        weir.choose("Delay between steps…")
        weir.type("Delay in milliseconds", "300")
        weir.menu_item("Delay between steps…, 300 ms")
        weir.text("300 ms")  # under the label
        weir.close_menu()
        weir.press("Run")
        weir.text("✓ Passed")
        assert server.seen == ["/first", "/second", "/third"], server.seen
        gaps = [after - before for before, after in zip(server.times, server.times[1:])]
        assert min(gaps) >= 0.3, gaps
        end(weir)

    with Server() as server, RunMenu(write(folder, "failing.flow.yaml", FAILING, server)) as weir:
        weir.press("Run")
        weir.text("✗ Failed")
        assert server.seen == ["/first", "/503", "/third", "/after"], server.seen
        server.seen.clear()
        weir.button("Run")
        weir.choose("Stop on failure")
        assert has(weir.menu_item("Stop on failure"), Atspi.StateType.CHECKED)
        weir.close_menu()
        weir.text("stops on failure")
        weir.press("Run")
        weir.wait("After All", lambda: "/after" in server.seen)
        weir.text("✗ Failed")
        weir.button("Run")
        assert server.seen == ["/first", "/503", "/after"], server.seen
        end(weir)

    with Server() as server, RunMenu(write(folder, "slow.flow.yaml", SLOW, server)) as weir:
        weir.button("Run")
        weir.key("ctrl+Return")
        weir.button("Stop")
        weir.wait("the request", lambda: server.seen == ["/slow"])
        begin = time.monotonic()
        weir.key("ctrl+period")
        weir.wait("After All", lambda: server.seen == ["/slow", "/after"])
        took = time.monotonic() - begin
        assert took < 8, took  # the answer would take 30 s, After All gets 10 s
        weir.text("■ Stopped")
        weir.button("Run")
        assert server.seen == ["/slow", "/after"], server.seen
        weir.key("ctrl+q")
        assert weir.wait_end() == 0
