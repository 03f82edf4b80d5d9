# SPDX-License-Identifier: GPL-3.0-or-later
# journey-keyboard.py: a flow from nothing with keys only, and the same outcome on the command line

import os
import subprocess
import tempfile

from journey import Atspi
from keyboard import Keyboard
from shop import COOKIE, PASSWORD, Shop

AS_BUILT = ["POST /api/login", "GET /api/profile", "GET /api/items"]


class Builder(Keyboard):
    def begin(self):
        self.wait_focus("Try the Sample Flow")
        self.keys("ctrl+n")
        self.wait_focus("Add a Step")
        # Walking through the whole window takes long: once is enough for what stays.
        self.steps = self.wait("the list of steps", lambda: self.find(
            lambda node: node.get_role() == Atspi.Role.LIST and node.get_name() == "Steps"))
        self.undo, self.redo = self.button("Undo"), self.button("Redo")

    def rows(self):
        """The names of the steps, from the top."""
        rows = [self.steps.get_child_at_index(i) for i in range(self.steps.get_child_count())]
        return [row.get_name().split(",")[0] for row in rows
                if row is not None and row.get_role() == Atspi.Role.LIST_ITEM and " /" in row.get_name()]

    def wait_rows(self, *expected):
        self.wait(f"the steps {expected}", lambda: self.rows() == list(expected))

    def wait_seen(self, shop, *expected):
        self.wait(f"the server to see {expected}", lambda: shop.seen == list(expected))
        shop.seen.clear()

    def go_to_answer(self, text):
        """It is there a moment after the server gave it."""
        self.keys_to("F6", "Body of the response", most=60)
        self.wait("what it says", lambda: text in self.text_of(self.focus))

    def choose_item(self, key, item):
        """In the menu of the step that has the focus."""
        self.keys(key)
        self.keys_to("Down", item)
        self.keys("Return")

    def choose_value(self, path, button):
        """Return on a value in the answer."""
        self.keys("Return")
        self.wait_focus("Extract as Variable…")
        box = self.focus.get_parent()
        assert path in [box.get_child_at_index(i).get_name() for i in range(box.get_child_count())], path
        if button != "Extract as Variable…":
            self.keys_to("Tab", button)
        self.keys("Return")


def take_token(weir, shop):
    weir.copy_elsewhere(shop.browser_command())
    weir.keys("ctrl+v")
    weir.wait_rows("POST /api/login")
    weir.wait_focus("POST /api/login")
    weir.keys("ctrl+shift+Return")
    weir.wait_seen(shop, "POST /api/login 200")
    weir.go_to_answer("token")
    weir.keys("Down", "Down")
    weir.choose_value("$.token", "Extract as Variable…")
    weir.wait_focus("Extraction 1, Variable")
    weir.wait_text("token")
    weir.keys("ctrl+shift+Return")  # now with the token as its result
    weir.wait_seen(shop, "POST /api/login 200")


def add_items(weir, shop):
    """A step with a bearer token, and an assertion on what it answers."""
    weir.keys("ctrl+shift+n")
    weir.wait_focus("URL")
    weir.type("api/items")
    weir.wait_rows("POST /api/login", "GET /api/items")
    weir.keys("alt+u")
    weir.wait_focus("Parts of the step")
    weir.keys_to("Tab", "No authentication")
    weir.keys("space", "Down", "Down", "Return")
    weir.wait_focus("Token")
    weir.type("${tok")
    weir.keys("Return")  # takes what is offered
    weir.wait_text("${token}")
    weir.keys("ctrl+shift+Return")
    weir.wait_seen(shop, "GET /api/items 200")
    weir.go_to_answer("items")
    weir.keys("Down")
    weir.choose_value("$.items", "Assert on It")
    weir.wait_focus("Assertion 2, Value")
    weir.wait_text("3")


def add_profile(weir):
    """A copy of the step, made to ask for something else and moved up."""
    weir.keys_to("F6", "GET /api/items")
    weir.choose_item("shift+F10", "Duplicate")
    weir.wait_rows("POST /api/login", "GET /api/items", "GET /api/items (2)")
    weir.keys_to("F6", "URL")
    weir.keys("End", *["BackSpace"] * len("items"))
    weir.type("profile")
    weir.wait_rows("POST /api/login", "GET /api/items", "GET /api/profile")
    weir.keys("alt+r")
    weir.wait_focus("Parts of the step")
    weir.keys_to("Tab", "Assertion 2, Value")
    weir.keys("alt+Delete")
    weir.wait_focus("New Assertion")
    weir.keys_to("F6", "GET /api/profile")
    weir.choose_item("Menu", "Move Up")
    weir.wait_rows(*AS_BUILT)
    weir.keys("alt+Down")
    weir.wait_rows("POST /api/login", "GET /api/items", "GET /api/profile")
    weir.keys("alt+Up")
    weir.wait_rows(*AS_BUILT)


def undo_and_redo(weir):
    for key, button, end in (("ctrl+z", weir.undo, []), ("ctrl+shift+z", weir.redo, AS_BUILT)):
        count = weir.keys_until(key, "nothing more to do", lambda: not button.get_state_set().contains(
            Atspi.StateType.SENSITIVE))
        weir.wait_rows(*end)
        print(f"{key} {count} times")
        assert count >= 8, count


def save(weir, path):
    weir.keys("ctrl+s")
    weir.wait("the question where to", lambda: len(weir.windows()) > 1)
    weir.follow_windows()
    weir.keys("ctrl+a")
    weir.type(path)
    weir.keys("Return")
    weir.wait("the file", lambda: os.path.exists(path))
    weir.follow_windows()


with tempfile.TemporaryDirectory() as folder, Shop() as shop:
    path = os.path.join(folder, "shop.flow.yaml")
    with Builder() as weir:
        weir.begin()
        take_token(weir, shop)
        add_items(weir, shop)
        add_profile(weir)
        undo_and_redo(weir)
        weir.keys("ctrl+Return")
        weir.text("✓ Passed")
        weir.picture("keyboard")
        assert shop.seen == [f"{name} 200" for name in AS_BUILT], shop.seen
        save(weir, path)
        print(f"{weir.n_keys} keys besides what was typed")
        weir.keys("ctrl+q")
        assert weir.wait_end() == 0

    shop.seen.clear()
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert PASSWORD not in text and COOKIE not in text, text
    result = subprocess.run([os.environ["WEIR_CLI"], "run", path, "--variable", f"password={PASSWORD}",
                             "--variable", f"cookie={COOKIE}"], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout + result.stderr
    assert shop.seen == [f"{name} 200" for name in AS_BUILT], shop.seen
