# SPDX-License-Identifier: GPL-3.0-or-later
# journey-run-options.py: a flow five times, as ten users, slowly, and stopped; by the names of a screen reader

import http.server
import os
import subprocess
import tempfile
import threading
import time

from journey import Atspi, Journey

SLOW = """name: Slow
run: {{ stopOnFailure: true }}
steps:
  - {{ name: Wait long, httpRequest: {{ url: "{0}/slow" }} }}
afterAll:
  - {{ name: Clean up, httpRequest: {{ url: "{0}/after" }} }}
"""


class Options(Journey):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        # Walking through the whole window takes long on a busy computer: the menu is below its button.
        self.outer = self.wait("the arrow", lambda: self.find(lambda node: node.get_name() == "Run options"))

    def find_row(self, begin=""):
        for node in self.walk(self.outer):
            if node.get_role() in (Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM):
                if node.get_name().startswith(begin):
                    return node
        return None

    def menu_item(self, name):
        """A row of the run menu, which is opened first."""
        if self.find_row() is None:
            Atspi.Action.do_action(next(node for node in self.walk(self.outer)
                                        if Atspi.Action.get_n_actions(node) > 0), 0)
        return self.wait(f"the row “{name}” of the menu", lambda: self.find_row(name))

    def close_menu(self):
        self.key("Escape")
        self.wait("the menu to close", lambda: self.find_row() is None)

    def choose(self, name):
        Atspi.Action.do_action(self.menu_item(name), 0)

    def find_dialog(self):
        count = self.application.get_child_count()
        return self.application.get_child_at_index(count - 1) if count > 1 else None

    def find_spin(self, name):
        dialog = self.find_dialog()
        for node in self.walk(dialog) if dialog is not None else ():
            if node.get_role() == Atspi.Role.SPIN_BUTTON and node.get_name() == name:
                return node
        return None

    def type(self, field, text, end="Return"):
        # Without a window manager the keys go to the window under the pointer.
        self.click(self.wait(f"the dialog that asks for {field}", lambda: self.find_spin(field)))
        self.key("ctrl+a")
        subprocess.run(["xdotool", "type", text], check=True)
        self.key(end)
        self.wait("the dialog to close", lambda: self.find_dialog() is None)

    def step(self, name):
        return self.wait(f"the step “{name}…”", lambda: self.find(
            lambda node: (node.get_name() or "").startswith(name)))


def has(node, state):
    return node.get_state_set().contains(state)


with Options("--sample") as weir:
    weir.button("Run")
    weir.choose("Run with iterations…")
    weir.type("Iterations", "5")
    weir.button("Run (5x)")
    row = weir.menu_item("Run with iterations…, 5x")
    assert has(row, Atspi.StateType.SENSITIVE)
    row = weir.menu_item("Parallel execution…")
    assert not has(row, Atspi.StateType.SENSITIVE)
    assert row.get_name() == "Parallel execution…, Not together with iterations: clear iterations first"
    weir.text("Not together with iterations: clear iterations first")
    weir.picture("run-menu")
    weir.close_menu()

    weir.press("Run (5x)")
    weir.step("GET List items, all 5 passed")
    weir.step("POST Log in, passed")  # Before All, once
    weir.text("✓ Passed")
    weir.button("Run (5x)")
    weir.choose("Clear iterations")
    weir.button("Run")

    weir.choose("Parallel execution…")
    weir.type("Virtual users", "20", "Escape")
    weir.button("Run")
    weir.choose("Parallel execution…")
    weir.type("Virtual users", "10")
    weir.press("Run (10x)")
    weir.step("GET List items, all 10 passed")
    weir.text("✓ Passed")
    weir.choose("Clear parallel")
    weir.button("Run")

    weir.choose("Delay between steps…")
    weir.type("Delay in milliseconds", "300")
    weir.menu_item("Delay between steps…, 300 ms")
    weir.choose("Stop on failure")
    assert has(weir.menu_item("Stop on failure"), Atspi.StateType.CHECKED)
    assert not has(weir.menu_item("Copy as Command, Save the flow first"), Atspi.StateType.SENSITIVE)
    weir.close_menu()
    weir.text("300 ms between steps · stops on failure")


class Server(http.server.BaseHTTPRequestHandler):
    seen = []
    over = threading.Event()

    def do_GET(self):
        self.seen.append(self.path)
        if self.path == "/slow":
            self.over.wait(30)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "slow.flow.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(SLOW.format(f"http://127.0.0.1:{server.server_port}"))
    with Options(path) as weir:
        weir.button("Run")
        weir.key("ctrl+Return")
        weir.button("Stop")
        weir.wait("the request", lambda: Server.seen == ["/slow"])
        begin = time.monotonic()
        weir.key("ctrl+period")
        weir.wait("After All", lambda: Server.seen == ["/slow", "/after"])
        took = time.monotonic() - begin
        assert took < 1, took
        weir.text("■ Stopped")
        weir.button("Run")
        assert Server.seen == ["/slow", "/after"], Server.seen
        weir.key("ctrl+q")
        weir.wait_end()
Server.over.set()
