# SPDX-License-Identifier: GPL-3.0-or-later
# keyboard.py: a journey with real keys only; the accessibility bus is read, and never asked to do anything

import os
import subprocess
import sys

from journey import Atspi, GLib, Journey

FOLDER = os.path.dirname(os.path.abspath(__file__))


class Keyboard(Journey):
    """Where the focus is the program tells by itself, as it tells a screen reader: nobody has to look for it."""

    def __init__(self, *arguments):
        self.focus = None
        self.clipboard = None
        self.n_keys = 0
        self.listener = Atspi.EventListener.new(self.focused)
        self.listener.register("object:state-changed:focused")
        super().__init__(*arguments)
        self.follow_windows()

    def __exit__(self, kind, error, trace):
        try:
            self.listener.deregister("object:state-changed:focused")
        except GLib.Error:  # the bus is as busy as the computer
            pass
        self.end_clipboard()
        if kind is not None:
            print(f"The focus was on “{self.focus_name()}”.")
        super().__exit__(kind, error, trace)

    def focused(self, event):
        if event.detail1 == 1:
            self.focus = event.source

    def end_clipboard(self):
        if self.clipboard is not None:
            self.clipboard.terminate()
            self.clipboard.wait()
            self.clipboard.stdout.close()
        self.clipboard = None

    def copy_elsewhere(self, text):
        """What another program, a browser say, puts on the clipboard."""
        self.end_clipboard()
        self.clipboard = subprocess.Popen([sys.executable, os.path.join(FOLDER, "clipboard.py"), text],
                                          stdout=subprocess.PIPE, text=True)
        assert self.clipboard.stdout.readline() == "ready\n"

    def windows(self):
        search = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "weir"], capture_output=True,
                                text=True)
        return [int(line) for line in search.stdout.split()]

    def follow_windows(self):
        """What a window manager does: the keys go to the newest window."""
        newest = max(self.wait("a window", self.windows))
        subprocess.run(["xdotool", "windowfocus", "--sync", str(newest)], check=True)

    def keys(self, *names):
        for name in names:
            self.n_keys += 1
            self.key(name)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "8", text], check=True)

    def focus_name(self):
        try:
            return (self.focus.get_name() or "") if self.focus is not None else ""
        except GLib.Error:  # it is gone
            return ""

    def wait_focus(self, begin):
        self.wait(f"the focus on “{begin}…”", lambda: self.focus_name().startswith(begin))

    def wait_text(self, text):
        """In the field with the focus."""
        self.wait(f"the text “{text}”", lambda: self.text_of(self.focus) == text)

    def keys_to(self, key, begin, most=12):
        """As often as needed; more often is nothing a person wants to do."""
        passed = []
        for _ in range(most):
            before = self.focus
            self.keys(key)
            self.wait("the focus to move", lambda: self.focus is not before)
            passed.append(self.focus_name())
            if passed[-1].startswith(begin):
                return
        raise AssertionError(f"{key} does not lead to “{begin}…”, but past {passed}")

    def keys_until(self, key, what, condition, most=100):
        """How often that was."""
        for count in range(most):
            if condition():
                return count
            self.keys(key)
            self.wait("an answer to what is asked after the key", self.application.get_name)
        raise AssertionError(f"{key} does not lead to this: {what}")
