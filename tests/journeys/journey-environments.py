# SPDX-License-Identifier: GPL-3.0-or-later
# journey-environments.py: an environment with a secret is made by keys only, chosen, and run in

import os
import subprocess
import tempfile

from keyboard import Keyboard
from server import Server

FLOW = """name: Shop
steps:
  - name: List items
    httpRequest: { url: "${base}/200", headers: { X-Token: "${token}" } }
"""
SECRET = "tok-s3cr3t-4711"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def edit(weir, url):
    weir.keys("ctrl+shift+e")
    weir.wait("the window of the environments", lambda: len(weir.windows()) == 2)
    weir.follow_windows()
    weir.text("No environments yet")
    weir.keys("ctrl+n")
    weir.wait_focus("Name")
    weir.type("staging")
    weir.keys("Return")
    weir.wait_focus("staging")
    weir.keys_to("Tab", "Add Variable")
    weir.keys("space")
    weir.wait_focus("Name of the variable")
    weir.type("base")
    weir.keys_to("Tab", "Value of base")
    weir.type(url)
    weir.wait_text(url)
    weir.keys("ctrl+z")
    weir.wait_text("")
    weir.keys("ctrl+shift+z")
    weir.wait_text(url)
    weir.keys_to("Tab", "Add Variable")
    weir.keys("space")
    weir.wait_focus("Name of the variable")
    weir.type("token")
    weir.keys_to("Tab", "Value of token")
    weir.type(SECRET)
    weir.keys_to("Tab", "token is a secret")
    weir.keys("space", "ctrl+s")


def choose(weir):
    weir.keys("ctrl+w")
    weir.wait("the window to close", lambda: len(weir.windows()) == 1)
    weir.follow_windows()
    weir.keys_to("shift+Tab", "Environment: No environment")
    weir.keys("Return", "Down", "Return")
    weir.named("Environment: staging")


with tempfile.TemporaryDirectory() as folder, Server() as server:
    path = os.path.join(folder, "shop.flow.yaml")
    environments = os.path.join(folder, "environments.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FLOW)
    keyring = os.path.join(folder, "keyring")
    os.environ.update(SECRET_BACKEND="file", SECRET_FILE_TEST_PATH=keyring, SECRET_FILE_TEST_PASSWORD="test")
    with Keyboard(path) as weir:
        weir.wait_focus("Run")
        edit(weir, server.url)
        weir.wait("the file and the keyring", lambda: os.path.exists(environments) and os.path.exists(keyring))
        weir.picture("environments")
        choose(weir)
        weir.keys("ctrl+Return")
        weir.text("✓ Passed")
        assert server.seen == ["/200"], server.seen
        assert server.headers[0].get("X-Token") == SECRET, server.headers
        weir.keys("ctrl+q")
        assert weir.wait_end() == 0
    assert f'value: {server.url}' in read(environments).replace('"', ""), read(environments)
    assert "name: token\n    secret: true" in read(environments), read(environments)
    assert read(path) == FLOW
    hits = subprocess.run(["grep", "-rl", SECRET, folder, os.environ["XDG_DATA_HOME"],
                           os.environ["XDG_STATE_HOME"], os.environ["XDG_CONFIG_HOME"]],
                          capture_output=True, text=True)
    assert hits.stdout == "", hits.stdout
