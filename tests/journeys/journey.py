# SPDX-License-Identifier: GPL-3.0-or-later
# journey.py: starting weir and driving it through its accessible names

import os
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
DEADLINE = 60.0  # what works is there long before, also on a slow computer that is busy with something else

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    print("There is no display; run it inside tests/support/with-display.")
    sys.exit(SKIPPED)
try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as error:
    print(f"Atspi for Python is missing ({error}); on Debian: apt-get install python3-gi gir1.2-atspi-2.0")
    sys.exit(SKIPPED)


class Journey:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([os.environ["WEIR"], *arguments])
        self.application = self.wait("the application on the accessibility bus", self.find_application)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.picture("failed")
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(DEADLINE)

    def wait(self, what, condition):
        """What condition() returns once it is true. The program is left alone for half as long as it was asked: it
        must answer, and then has no time for what is waited for."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            begin = time.monotonic()
            if self.process.poll() is not None:
                raise AssertionError(f"weir ended with code {self.process.returncode} before: {what}")
            try:
                found = condition()
            except GLib.Error:  # the widget went away while it was looked at
                found = None
            if found:
                return found
            while GLib.MainContext.default().iteration(False):
                continue
            time.sleep(max(0.02, (time.monotonic() - begin) / 2))
        raise AssertionError(f"did not happen: {what}")

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def walk(self, node=None):
        """Every widget that is visible, parents first. (GTK 4.8 never says that one is showing.)"""
        node = node or self.application
        yield node
        if node is not self.application and not node.get_state_set().contains(Atspi.StateType.VISIBLE):
            return
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                yield from self.walk(child)

    @staticmethod
    def text_of(node):
        """Its text, or else its name. The count is needed: -1 returns nothing."""
        if node.get_text_iface() is not None:
            count = Atspi.Text.get_character_count(node)
            return Atspi.Text.get_text(node, 0, count)
        return node.get_name() or ""

    def find(self, matches):
        for node in self.walk():
            if matches(node):
                return node
        return None

    def button(self, name):
        return self.wait(f"a button “{name}”", lambda: self.find(
            lambda node: node.get_role() == Atspi.Role.PUSH_BUTTON and node.get_name() == name))

    def named(self, begin):
        """The widget whose name has this beginning."""
        return self.wait(f"a widget named “{begin}…”", lambda: self.find(
            lambda node: (node.get_name() or "").startswith(begin)))

    def find_selected(self, begin):
        """The selected row whose name has this beginning."""
        return self.find(lambda node: (node.get_name() or "").startswith(begin)
                         and node.get_state_set().contains(Atspi.StateType.SELECTED))

    def press(self, name):
        Atspi.Action.do_action(self.button(name), 0)

    def press_until(self, name, other):
        """Until the other button is there: while a question goes away, the window below does not hear its own."""
        def press():
            self.press(name)
            return self.find(lambda node: node.get_name() == other)

        self.wait(f"a button “{other}”", press)

    def text(self, begin):
        """The widget that shows a text with this beginning."""
        return self.wait(f"a text “{begin}…”", lambda: self.find(
            lambda node: self.text_of(node).startswith(begin)))

    def click(self, node):
        """With the mouse, where the widget is. Without a window manager the window is at 0, 0."""
        box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2),
                        "click", "1"], check=True)

    def key(self, name):
        subprocess.run(["xdotool", "key", name], check=True)

    def picture(self, name):
        path = os.path.join(os.environ.get("WEIR_PICTURES", tempfile.gettempdir()), f"{name}.png")
        subprocess.run(["import", "-window", "root", path], check=True)
        return path

    def wait_end(self):
        return self.process.wait(DEADLINE)
