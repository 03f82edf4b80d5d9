# SPDX-License-Identifier: GPL-3.0-or-later
# programs.py: starting weir-cli, a server that remembers, flows to run, and TAP
import fcntl
import http.server
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unittest

CLI = os.environ["WEIR_CLI"]
EXAMPLES = os.environ["WEIR_EXAMPLES"]
DEADLINE = 90  # seconds; nothing takes that long, even on a slow computer that is busy, unless it is broken

FLOW = """name: Tour
variables:
  - { name: baseUrl, value: "%s" }
beforeAll:
  - name: Begin
    httpRequest: { url: "${baseUrl}/begin" }
steps:
  - name: First
    httpRequest: { url: "${baseUrl}%s" }
    assert:
      - { from: status, is: "<", value: 400 }
  - name: Second
    httpRequest: { url: "${baseUrl}/second" }
    assert:
      - { from: body, path: $.user.name, is: "=", value: ada }
afterAll:
  - name: End
    httpRequest: { url: "${baseUrl}%s" }
"""

TYPO = """name: Typo
steps:
  - name: One
    htpRequest: { url: "%s/never" }
"""


class Server:
    """Answers /ok, /fail, /binary, /redirect and /status/N at once, /hang after 30 s; remembers the requests."""

    def __init__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or an answer takes 40 ms

            def answer(self, status, body, location=None):
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                outer.note(self.path)
                if self.path.startswith("/hang"):
                    outer.closing.wait(30)
                    self.close_connection = True
                elif self.path.startswith("/redirect"):
                    self.answer(303, b"", "/me")
                elif self.path.startswith("/binary"):
                    self.answer(200, bytes(range(256)) * 40)
                elif self.path.startswith("/fail"):
                    self.answer(500, b'{"error": "out of stock"}')
                elif self.path.startswith("/status/"):
                    self.answer(int(self.path.split("/")[2]), b"{}")
                else:
                    self.answer(200, b'{"user": {"name": "ada"}}')

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def log_message(self, *args):
                pass

        self.requests = []
        self.changed = threading.Condition()
        self.closing = threading.Event()
        self.httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.httpd.daemon_threads = True
        self.httpd.handle_error = lambda *args: None
        self.url = "http://127.0.0.1:%d" % self.httpd.server_port
        threading.Thread(target=self.httpd.serve_forever, args=(0.05,), daemon=True).start()

    def note(self, path):
        with self.changed:
            self.requests.append(path)
            self.changed.notify_all()

    def wait_for(self, path):
        with self.changed:
            return self.changed.wait_for(lambda: path in self.requests, DEADLINE)

    def close(self):
        self.closing.set()
        self.httpd.shutdown()
        self.httpd.server_close()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="weir-cli-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = dict(os.environ, WEIR_DATA_DIR=os.path.join(self.folder, "data"),
                                LANG="C.UTF-8", LC_ALL="C.UTF-8", TERM="xterm")
        self.environment.pop("NO_COLOR", None)

    def start(self, *arguments, **options):
        """Starts weir-cli in a process group of its own, as a shell does."""
        options = dict({"stdout": subprocess.PIPE}, **options)
        process = subprocess.Popen([CLI, *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   env=self.environment, cwd=self.folder, text=True, start_new_session=True,
                                   **options)

        def end():
            if process.poll() is None:
                process.kill()
            process.communicate()

        self.addCleanup(end)
        return process

    def cli(self, *arguments, **options):
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=DEADLINE)
        return process.returncode, out, err

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def on_terminal(self, *arguments, columns=60):
        """Runs weir-cli with stdout and stderr on one terminal; returns its exit code and what it wrote."""
        try:
            master, slave = pty.openpty()
        except OSError as error:
            self.skipTest("there is no pseudo-terminal here: %s" % error)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen([CLI, *arguments], stdin=slave, stdout=slave, stderr=slave,
                                   env=self.environment, cwd=self.folder, start_new_session=True)
        os.close(slave)
        written = b""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            if not select.select([master], [], [], 0.1)[0]:
                continue
            try:
                piece = os.read(master, 65536)
            except OSError:  # EIO: the other end is closed
                break
            if not piece:
                break
            written += piece
        os.close(master)
        return process.wait(DEADLINE), written.decode()


class Tap(unittest.TestResult):
    """Prints TAP as the tests go, named as sentences."""

    def report(self, test, status, details=None, skipped=None):
        name = "/%s/%s/%s" % (getattr(test, "room", "cli"), type(test).__name__.lower(), test.shortDescription())
        if skipped:
            name += " # SKIP " + skipped
        if details:
            for line in details.splitlines():
                print("# " + line)
        print("%s %d %s" % (status, self.testsRun, name), flush=True)

    def addSuccess(self, test):
        self.report(test, "ok")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.report(test, "ok", skipped=reason)

    def addError(self, test, err):
        super().addError(test, err)
        self.report(test, "not ok", self.errors[-1][1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.report(test, "not ok", self.failures[-1][1])


def own_tests(loader, case):
    """A class's own tests: those of the class it builds on are run there."""
    return [case(name) for name in loader.getTestCaseNames(case) if name in vars(case)]


def run_cases(*cases):
    """Runs the tests of these classes, or those whose name contains the first argument; exits."""
    loader = unittest.TestLoader()
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    tests = [test for case in cases for test in own_tests(loader, case)]
    suite = unittest.TestSuite(test for test in tests if wanted in test.id())
    result = Tap()
    print("1..%d" % suite.countTestCases(), flush=True)
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
