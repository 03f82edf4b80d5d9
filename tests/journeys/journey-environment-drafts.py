# SPDX-License-Identifier: GPL-3.0-or-later
# journey-environment-drafts.py: the window is killed while an environment is edited; it is there again, its secrets
# are where they were and in no draft

import glob
import json
import os
import subprocess
import tempfile

from keyboard import Keyboard
from server import Server

FLOW = """name: Shop
environment: staging
steps:
  - name: List items
    httpRequest: { url: "${base}/200", headers: { X-Token: "${token}" } }
"""
SECRET = "tok-s3cr3t-4711"
ENVIRONMENTS = """# where we run
- name: staging
  variables:
    - { name: base, value: "http://127.0.0.1:1" } # nobody
    - { name: token, secret: true }
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def drafts(folder):
    return "".join(json.loads(read(path))["flow"] for path in glob.glob(os.path.join(folder, "state", "weir", "drafts", "*.json")))


def open_editor(weir):
    weir.keys("ctrl+shift+e")
    weir.wait("the window of the environments", lambda: len(weir.windows()) == 2)
    weir.follow_windows()
    weir.named("Value of token")
    weir.keys("Tab")


def retype(weir, key, name, text):
    weir.keys_to(key, name)
    weir.keys("ctrl+a")
    weir.type(text)
    weir.wait_text(text)


def keep_secret(weir, folder):
    open_editor(weir)
    retype(weir, "Tab", "Value of token", SECRET)
    weir.keys("ctrl+s")
    weir.wait("the keyring", lambda: os.path.exists(os.path.join(folder, "keyring")))


def edit(weir, folder, url):
    retype(weir, "shift+Tab", "Value of base", url)
    weir.wait("the changes on disk", lambda: url in drafts(folder))
    assert '"of":"token"' in drafts(folder), drafts(folder)
    assert SECRET not in drafts(folder), drafts(folder)


with tempfile.TemporaryDirectory() as folder, Server() as server:
    path = os.path.join(folder, "shop.flow.yaml")
    environments = os.path.join(folder, "environments.yaml")
    os.environ.update(XDG_STATE_HOME=os.path.join(folder, "state"), SECRET_BACKEND="file",
                      SECRET_FILE_TEST_PATH=os.path.join(folder, "keyring"), SECRET_FILE_TEST_PASSWORD="test")
    for name, text in ((path, FLOW), (environments, ENVIRONMENTS)):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    with Keyboard(path) as weir:
        weir.wait_focus("Run")
        keep_secret(weir, folder)
        edit(weir, folder, server.url)
        weir.process.kill()
        weir.process.wait()
    assert read(environments) == ENVIRONMENTS, read(environments)

    with Keyboard(path) as weir:
        weir.text("The environments of ")
        weir.picture("environment-drafts-offered")
        weir.press("Restore")
        weir.wait("the window of the environments", lambda: len(weir.windows()) == 2)
        weir.follow_windows()
        weir.wait("the address", lambda: weir.text_of(weir.named("Value of base")) == server.url)
        weir.picture("environment-drafts")
        weir.keys("ctrl+s")
        weir.wait("the file", lambda: server.url in read(environments))
        weir.wait("nothing kept any more", lambda: drafts(folder) == "")
        weir.keys("ctrl+w")
        weir.wait("the window to close", lambda: len(weir.windows()) == 1)
        weir.follow_windows()
        weir.keys("ctrl+Return")
        weir.text("✓ Passed")
        assert server.headers[0].get("X-Token") == SECRET, server.headers
        weir.keys("ctrl+q")
        assert weir.wait_end() == 0
    hits = subprocess.run(["grep", "-rl", SECRET, folder], capture_output=True, text=True)
    assert hits.stdout == "", hits.stdout
