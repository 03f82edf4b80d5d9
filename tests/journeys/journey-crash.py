# SPDX-License-Identifier: GPL-3.0-or-later
# journey-crash.py: the window is killed in the middle of a long run; what is left of the run, and how it is shown

import os
import sqlite3
import tempfile
import time

from journey import DEADLINE, Journey
from server import Server

MANY = """name: Many
run: {{ iterations: 100000 }}
steps:
  - {{ name: Ask, httpRequest: {{ url: "{0}/204" }} }}
"""
ENOUGH = 500
# The archive is written every 200 ms; a busy computer may be late with that.
LOST_SECONDS = 3.0


def count(database):
    """How many results another program sees in the archive."""
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT count(*) FROM step_result").fetchone()[0]
    except sqlite3.Error:
        return 0


def wait_quiet(server):
    """Until no request has come for a second: the worker ends when its window is gone."""
    end = time.monotonic() + DEADLINE
    while not server.times or time.monotonic() - server.times[-1] < 1:
        assert time.monotonic() < end, "the worker goes on without its window"
        time.sleep(0.05)


with tempfile.TemporaryDirectory() as folder, Server() as server:
    os.environ["WEIR_DATA_DIR"] = os.path.join(folder, "data")
    database = os.path.join(folder, "data", "runs.db")
    flow = os.path.join(folder, "many.flow.yaml")
    with open(flow, "w", encoding="utf-8") as file:
        file.write(MANY.format(server.url))

    with Journey(flow) as weir:
        weir.press("Run (100000x)")
        weir.wait("results in the archive, older than what may be lost", lambda: count(database) >= ENOUGH
                  and time.monotonic() > server.times[0] + LOST_SECONDS + 1)
        killed = time.monotonic()
        weir.process.kill()
        weir.process.wait()
    wait_quiet(server)
    kept = count(database)
    sent = sum(1 for at in server.times if at < killed - LOST_SECONDS)
    behind = killed - server.times[min(kept, len(server.times) - 1)]
    print(f"{kept} of {len(server.times)} results are kept; the last {1000 * behind:.0f} ms are lost")
    assert kept >= sent > 0, (kept, sent)
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"

    with Journey(flow) as weir:
        weir.text("Not run yet")
        weir.key("ctrl+h")
        row = weir.wait("a run that was cut off", lambda: weir.find(
            lambda node: ", cut off, " in (node.get_name() or "")))
        assert "partial" in row.get_name(), row.get_name()
        weir.click(row)
        weir.text("Many, run at ")
        weir.text("✗ Cut off: the program that ran it ended first. What it had measured until then is here.")
        weir.text(f"{kept} results")
        weir.key("ctrl+q")
        assert weir.wait_end() == 0
