#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-programs.py: weir-cli as a person meets it: what it prints, what a server saw, how it exits
import csv
import fcntl
import http.server
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unittest
import urllib.request

CLI = os.environ["WEIR_CLI"]
EXAMPLES = os.environ["WEIR_EXAMPLES"]
DEADLINE = 30  # seconds; nothing here takes that long unless it is broken


class Server:
    """Answers /ok, /fail and /status/N at once and /hang after 30 s; remembers what it was asked."""

    def __init__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                outer.note(self.path)
                if self.path.startswith("/hang"):
                    outer.closing.wait(30)
                    self.close_connection = True
                elif self.path.startswith("/fail"):
                    self.answer(500, b'{"error": "out of stock"}')
                elif self.path.startswith("/status/"):
                    self.answer(int(self.path.split("/")[2]), b"{}")
                else:
                    self.answer(200, b'{"user": {"name": "ada"}}')

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
        process = subprocess.Popen([CLI, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment, cwd=self.folder, text=True,
                                   start_new_session=True, **options)

        def end():
            if process.poll() is None:
                process.kill()
            process.communicate()

        self.addCleanup(end)
        return process

    def cli(self, *arguments):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=DEADLINE)
        return process.returncode, out, err

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def on_terminal(self, *arguments, columns=60):
        """Runs weir-cli with stdout and stderr on one terminal; returns the exit code and what was written."""
        master, slave = pty.openpty()
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


class Usage(Case):
    def test_no_command(self):
        """without a command the help is shown on stderr and the exit code is 2"""
        code, out, err = self.cli()
        self.assertEqual((code, out), (2, ""))
        for command in ("run", "check", "serve"):
            self.assertRegex(err, r"(?m)^  %s +\w" % command)

    def test_help(self):
        """the program and each command have a help"""
        for arguments in (["--help"], ["-h"], ["-?"], ["--HELP"]):
            code, out, err = self.cli(*arguments)
            self.assertEqual((code, err), (0, ""))
            self.assertIn("weir-cli COMMAND", out)
        for command, option in (("run", "--stop-on-failure"), ("check", "--quiet"), ("serve", "--port")):
            for spelling in ("--help", "-h", "-?"):
                code, out, err = self.cli(command, spelling, "nowhere.yaml")
                self.assertEqual((code, err), (0, ""))
                self.assertIn("weir-cli %s" % command, out)
                self.assertIn(option, out)

    def test_version(self):
        """--version tells the version"""
        for arguments in (["--version"], ["--Version"], ["run", "--version"]):
            code, out, err = self.cli(*arguments)
            self.assertEqual((code, err), (0, ""))
            self.assertRegex(out, r"^weir-cli \d+\.\d+\.\d+\n$")

    def test_unknown_command(self):
        """an unknown command is refused with the one that was meant"""
        code, out, err = self.cli("chek", "x.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("did you mean “check”?", err)
        code, out, err = self.cli("dance")
        self.assertEqual(code, 2)
        self.assertIn("run, check, serve", err)

    def test_unknown_option(self):
        """an unknown option is refused with the one that was meant"""
        code, out, err = self.cli("run", "x.yaml", "--iteration", "5")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("did you mean --iterations?", err)

    def test_no_file(self):
        """run and check without a file say what to write"""
        for command in ("run", "check"):
            code, out, err = self.cli(command)
            self.assertEqual((code, out), (2, ""))
            self.assertIn("weir-cli %s FILE" % command, err)

    def test_no_gtk(self):
        """the programs do not link GTK"""
        for program in (CLI, os.environ["WEIR_WORKER"]):
            linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
            self.assertIn("libglib", linked)
            self.assertNotIn("libgtk", linked)


class Serve(Case):
    def start_serve(self, *arguments):
        process = self.start("serve", *arguments)
        overview = ""
        for line in process.stdout:
            overview += line
            if "Ctrl+C" in line:
                break
        match = re.search(r"http://127\.0\.0\.1:(\d+)", overview)
        self.assertIsNotNone(match, overview)
        self.assertIn("POST /login", overview)
        return process, match.group(0), int(match.group(1))

    def end_serve(self, process):
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual((process.returncode, err), (0, ""))

    def test_serve(self):
        """serve prints its address and endpoints, answers, and ends with Ctrl+C"""
        process, url, port = self.start_serve("--port", "0")
        self.assertGreater(port, 0)
        with urllib.request.urlopen(url + "/items", timeout=DEADLINE) as answer:
            self.assertEqual(answer.status, 200)
            json.load(answer)
        self.end_serve(process)

    def test_taken_port(self):
        """a taken port is refused with a sentence that names it"""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            code, out, err = self.cli("serve", "--port", port)
        self.assertEqual((code, out), (2, ""))
        self.assertIn(port, err)

    def test_bad_port(self):
        """a port that is none is refused"""
        for port in ("65536", "-1", "http"):
            code, out, err = self.cli("serve", "--port", port)
            self.assertEqual((code, out), (2, ""))
            self.assertIn("65535", err)

    def test_green(self):
        """the example shop passes against serve, once, 5 times, and with 10 VUs"""
        process, url, _ = self.start_serve("--port=0")
        flow = os.path.join(EXAMPLES, "shop.flow.yaml")
        for options in ([], ["--iterations", "5"], ["--parallel", "10"]):
            code, out, err = self.cli("run", flow, "--variable", "baseUrl=" + url, *options)
            self.assertEqual((code, err), (0, ""), out)
            self.assertIn("✓ passed", out)
            self.assertNotIn("failed", out)
        self.end_serve(process)

    def test_failing(self):
        """the failing example exits 1 and shows expected and actual"""
        process, url, _ = self.start_serve("--port=0")
        code, out, err = self.cli("run", os.path.join(EXAMPLES, "failing.flow.yaml"), "--variable", "baseUrl=" + url)
        self.assertEqual(code, 1, err)
        self.assertIn("Assertion failed: ", out)
        self.assertRegex(out, r"expected: \S")
        self.assertRegex(out, r"actual:   \S")
        self.end_serve(process)


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


class Check(Case):
    def test_valid(self):
        """a valid flow is one line on stdout"""
        self.write("a.flow.yaml", FLOW % ("http://h", "/ok", "/end"))
        self.assertEqual(self.cli("check", "a.flow.yaml"),
                         (0, "a.flow.yaml: ok: 2 steps, 1 before, 1 after, 1 iteration\n", ""))

    def test_typo(self):
        """a mistyped key is named with line, column and the key meant"""
        self.write("typo.flow.yaml", TYPO % "http://h")
        code, out, err = self.cli("check", "typo.flow.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertRegex(err, r"(?m)^typo\.flow\.yaml:4:5: .*htpRequest.*httpRequest")

    def test_example_typo(self):
        """the example with a typo is refused with its place and a suggestion"""
        path = os.path.join(EXAMPLES, "typo.flow.yaml")
        for command in ("check", "run"):
            code, out, err = self.cli(command, path)
            self.assertEqual((code, out), (2, ""))
            self.assertRegex(err, r"(?m)^%s:\d+:\d+: .*did you mean" % re.escape(path))

    def test_several(self):
        """problems of all files are printed, and valid ones are still called ok"""
        self.write("typo1.flow.yaml", TYPO % "http://h")
        self.write("a.flow.yaml", FLOW % ("http://h", "/ok", "/end"))
        self.write("typo2.flow.yaml", TYPO % "http://h")
        code, out, err = self.cli("check", "typo1.flow.yaml", "a.flow.yaml", "typo2.flow.yaml")
        self.assertEqual(code, 2)
        self.assertIn("a.flow.yaml: ok", out)
        self.assertIn("typo1.flow.yaml:4:5:", err)
        self.assertIn("typo2.flow.yaml:4:5:", err)

    def test_missing(self):
        """a file that is not there is named"""
        code, out, err = self.cli("check", "nowhere.flow.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("nowhere.flow.yaml", err)

    def test_terminal(self):
        """a file cannot control the terminal through its problems"""
        self.write("evil.flow.yaml", 'name: A\n"st\\e[2Jeps": []\n')
        code, out, err = self.cli("check", "evil.flow.yaml")
        self.assertEqual(code, 2)
        self.assertNotIn("\033", err)


class Run(Case):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.close)

    def flow(self, first="/first", end="/end", name="tour.flow.yaml"):
        return self.write(name, FLOW % (self.server.url, first, end))

    def run_tour(self, *options, **pages):
        return self.cli("run", self.flow(**pages), *options)

    def test_once(self):
        """a flow runs in order and its steps are listed with status and time"""
        code, out, err = self.run_tour()
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests, ["/begin", "/first", "/second", "/end"])
        for title in ("Before All", "Steps", "After All"):
            self.assertRegex(out, r"(?m)^%s$" % title)
        self.assertRegex(out, r"(?m)^✓ passed +Second +200 +\S+ (ms|µs|s)$")
        self.assertTrue(out.startswith("Tour\n"))
        self.assertNotIn("\033", out)

    def test_iterations(self):
        """--iterations 5 runs five passes between one Before All and one After All"""
        code, out, err = self.run_tour("--iterations", "5")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests, ["/begin"] + ["/first", "/second"] * 5 + ["/end"])
        self.assertRegex(out, r"(?m)^✓ passed +First +5/5 ")

    def test_parallel(self):
        """--parallel 10 runs ten VUs between one Before All and one After All"""
        code, out, err = self.run_tour("--parallel=10")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests[0], "/begin")
        self.assertEqual(self.server.requests[-1], "/end")
        self.assertEqual(sorted(self.server.requests[1:-1]), ["/first"] * 10 + ["/second"] * 10)
        self.assertRegex(out, r"(?m)^✓ passed +Second +10/10 ")
        self.assertIn("10 of 10 VUs done", out)

    def test_both(self):
        """--iterations and --parallel together are refused before anything is sent"""
        code, out, err = self.run_tour("--iterations", "5", "--parallel", "10")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("exclude each other", err)
        self.assertEqual(self.server.requests, [])

    def test_replaces(self):
        """one of iterations and parallel given replaces the file's other"""
        path = self.write("f.flow.yaml", (FLOW % (self.server.url, "/first", "/end")) + "run: { iterations: 3 }\n")
        code, out, err = self.cli("run", path, "--parallel", "2")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests.count("/first"), 2)

    def test_failure(self):
        """a failed step exits 1 and is explained with request, status and body"""
        code, out, err = self.run_tour(first="/fail")
        self.assertEqual((code, err), (1, ""), out)
        self.assertIn("\nFailures (1)\n", out)
        self.assertIn("1. First\n", out)
        self.assertRegex(out, r"GET %s/fail → 500 .*, \S+ (ms|µs|s)\n" % re.escape(self.server.url))
        self.assertIn("Assertion failed: status < 400\n", out)
        self.assertRegex(out, r"expected: .*400")
        self.assertIn("actual:   500\n", out)
        self.assertIn('Body: {"error": "out of stock"}\n', out)
        self.assertIn("/second", self.server.requests)

    def test_many_failures(self):
        """the first 20 failures are explained and the others counted"""
        code, out, err = self.run_tour("--iterations", "23", first="/fail")
        self.assertEqual(code, 1)
        self.assertIn("\nFailures (23)\n", out)
        self.assertIn("\n20. First, iteration 20\n", out)
        self.assertNotIn("\n21. ", out)
        self.assertIn("… and 3 more", out)
        self.assertRegex(out, r"(?m)^✗ failed +First +0/23 ")

    def test_stop_on_failure(self):
        """--stop-on-failure sends no further step, but After All"""
        for spelling in ("--stop-on-failure", "--StopOnFailure=1"):
            self.server.requests.clear()
            code, out, err = self.run_tour(spelling, first="/fail")
            self.assertEqual(code, 1)
            self.assertEqual(self.server.requests, ["/begin", "/fail", "/end"])
            self.assertRegex(out, r"(?m)^– not run +Second$")

    def test_not_checked(self):
        """an error that nothing checks passes and is named"""
        code, out, err = self.run_tour(end="/status/404")
        self.assertEqual((code, err), (0, ""), out)
        self.assertRegex(out, r"(?m)^! not checked +End +404 ")
        self.assertIn("  End: 1, the last was 404\n", out)

    def test_dead(self):
        """a server that is not there fails with a sentence"""
        with socket.create_server(("127.0.0.1", 0)) as gone:
            url = "http://127.0.0.1:%d" % gone.getsockname()[1]
        code, out, err = self.run_tour("--variable", "baseUrl=" + url)
        self.assertEqual(code, 1)
        self.assertIn("no answer after", out)
        self.assertIn("1. Begin, Before All\n", out)
        self.assertEqual(self.server.requests, [])

    def test_typo(self):
        """one invalid file of several means nothing is sent and all problems are printed"""
        good = self.flow()
        bad = [self.write("bad%d.flow.yaml" % i, TYPO % self.server.url) for i in (1, 2)]
        code, out, err = self.cli("run", bad[0], good, bad[1])
        self.assertEqual((code, out), (2, ""))
        for path in bad:
            self.assertRegex(err, r"(?m)^%s:4:5: .*httpRequest" % re.escape(path))
        self.assertEqual(self.server.requests, [])

    def test_several(self):
        """several files run one after another and the exit code is the worst"""
        code, out, err = self.cli("run", self.flow(name="a.flow.yaml"), self.flow("/fail", name="b.flow.yaml"),
                                  self.flow("/third", name="c.flow.yaml"))
        self.assertEqual(code, 1)
        self.assertEqual(self.server.requests, ["/begin", "/first", "/second", "/end", "/begin", "/fail", "/second",
                                                "/end", "/begin", "/third", "/second", "/end"])
        self.assertEqual(len(re.findall(r"(?m)^Tour$", out)), 3)

    def test_variable(self):
        """--variable gives a value above the file's own"""
        path = self.write("v.flow.yaml", "name: V\nvariables: [{ name: page, value: own }]\nsteps:\n"
                          "  - name: A\n    httpRequest: { url: \"%s/${page}\" }\n" % self.server.url)
        self.assertEqual(self.cli("run", path, "--variable", "page=given")[0], 0)
        self.assertEqual(self.server.requests, ["/given"])
        code, out, err = self.cli("run", path, "--variable", "page")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("NAME=VALUE", err)

    def test_step(self):
        """--step runs one step alone, and an unknown one is refused"""
        code, out, err = self.run_tour("--step", "Second")
        self.assertEqual((code, err), (0, ""), out)
        self.assertIn("/second", self.server.requests)
        self.assertNotIn("/first", self.server.requests)
        self.assertNotIn("First", out)
        self.server.requests.clear()
        code, out, err = self.run_tour("--step", "Secnd")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("Secnd", err)
        self.assertEqual(self.server.requests, [])

    def test_quiet(self):
        """--quiet prints nothing for success and only failures, on stderr, otherwise"""
        self.assertEqual(self.run_tour("--quiet"), (0, "", ""))
        code, out, err = self.run_tour("--quiet", first="/fail")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("Assertion failed: status < 400", err)

    def test_sample_api(self):
        """--sample-api serves the sample API and points baseUrl at it"""
        path = os.path.join(EXAMPLES, "shop.flow.yaml")
        code, out, err = self.cli("run", path, "--sample-api")
        self.assertEqual((code, err), (0, ""), out)

    def test_no_home(self):
        """where results cannot be kept, a run still explains its failures"""
        with open(os.path.join(self.folder, "data"), "w") as file:
            file.write("no folder")
        out_file = os.path.join(self.folder, "r.json")
        code, out, err = self.run_tour("--out", out_file, first="/fail")
        self.assertEqual(code, 1)
        self.assertIn("will not be kept", err)
        self.assertIn("actual:   500\n", out)
        self.assertTrue(os.path.exists(out_file))

    def test_head(self):
        """a reader of stdout that went away does not lose the result file"""
        out_file = os.path.join(self.folder, "r.json")
        process = self.start("run", self.flow(), "--out", out_file)
        process.stdout.close()
        process.stdout = None
        process.communicate(timeout=DEADLINE)
        with open(out_file, encoding="utf-8") as file:
            json.load(file)


class Out(Run):
    def test_json(self):
        """--out .json agrees with what is printed"""
        path = os.path.join(self.folder, "r.json")
        code, out, err = self.run_tour("--iterations", "3", "--out", path, first="/fail")
        self.assertEqual((code, err), (1, ""), out)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        json.loads(text)
        self.assertEqual(text.count("out of stock"), 3)
        self.assertIn(re.search(r"(?m)^✗ (Failed.*)$", out).group(1), text)

    def test_csv(self):
        """--out .csv has a row for every step that was run"""
        path = os.path.join(self.folder, "r.csv")
        code, out, err = self.run_tour("--iterations", "3", "--out", path, "--out", path[:-3] + "json")
        self.assertEqual((code, err), (0, ""), out)
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(sum("First" in row for row in rows), int(re.search(r"First +(\d+)/3 ", out).group(1)))
        self.assertTrue(os.path.exists(path[:-3] + "json"))

    def test_unwritable(self):
        """a place or kind that cannot be written is refused before anything is sent"""
        for name in ("nowhere/r.json", "r.txt", "r"):
            code, out, err = self.run_tour("--out", os.path.join(self.folder, name))
            self.assertEqual((code, out), (2, ""), name)
            self.assertNotEqual(err, "")
        self.assertEqual(self.server.requests, [])

    def test_several(self):
        """one result file for several flows is refused before anything is sent"""
        code, out, err = self.cli("run", self.flow(name="a.yaml"), self.flow(name="b.yaml"), "--out", "r.json")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("--out", err)
        self.assertEqual(self.server.requests, [])


class Interrupt(Run):
    def interrupt(self, process, number=signal.SIGINT):
        # As the terminal does it: everybody in the group gets the signal.
        os.killpg(process.pid, number)

    def test_once(self):
        """Ctrl+C once runs After All, prints and writes the results, and exits 130"""
        path = os.path.join(self.folder, "r.json")
        for number in (signal.SIGINT, signal.SIGTERM):
            self.server.requests.clear()
            process = self.start("run", self.flow("/hang"), "--out", path)
            self.assertTrue(self.server.wait_for("/hang"))
            began = time.monotonic()
            self.interrupt(process, number) if number == signal.SIGINT else process.send_signal(number)
            out, err = process.communicate(timeout=DEADLINE)
            self.assertEqual(process.returncode, 130, out + err)
            self.assertLess(time.monotonic() - began, 10)
            self.assertEqual(self.server.requests, ["/begin", "/hang", "/end"])
            self.assertIn("Stopping: After All runs; press Ctrl+C again to stop now.\n", err)
            self.assertRegex(out, r"(?m)^✓ passed +Begin ")
            self.assertRegex(out, r"(?m)^– cancelled +First")
            self.assertRegex(out, r"(?m)^– not run +Second$")
            with open(path, encoding="utf-8") as file:
                json.load(file)
            os.remove(path)

    def test_twice(self):
        """Ctrl+C twice cancels After All too, and the results are still written"""
        path = os.path.join(self.folder, "r.json")
        process = self.start("run", self.flow("/hang", "/hang/end"), "--out", path)
        self.assertTrue(self.server.wait_for("/hang"))
        self.interrupt(process)
        self.assertTrue(self.server.wait_for("/hang/end"))
        began = time.monotonic()
        self.interrupt(process)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 130, out + err)
        # After All alone would be given 10 s.
        self.assertLess(time.monotonic() - began, 8)
        self.assertRegex(out, r"(?m)^– cancelled +End")
        with open(path, encoding="utf-8") as file:
            json.load(file)

    def test_rest(self):
        """after Ctrl+C no further file is run"""
        process = self.start("run", self.flow("/hang", name="a.yaml"), self.flow(name="b.yaml"))
        self.assertTrue(self.server.wait_for("/hang"))
        self.interrupt(process)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 130)
        self.assertNotIn("/first", self.server.requests)
        self.assertRegex(err, r"b\.yaml was not run")


class Terminal(Run):
    def shown_lines(self, written):
        """What stood on the progress line, one after the other."""
        return re.findall(r"\r([^\r\n\x1b]+)\x1b\[K", written)

    def slow_flow(self):
        return self.write("slow.flow.yaml", FLOW % (self.server.url, "/first", "/end") + "run: { delay: 300 }\n")

    def test_progress(self):
        """on a terminal one line tells the progress, fits, and is gone at the end"""
        code, written = self.on_terminal("run", self.slow_flow(), "--iterations", "3", columns=50)
        self.assertEqual(code, 0, written)
        lines = self.shown_lines(written)
        self.assertTrue(any("iteration 2/3" in line for line in lines), written)
        self.assertTrue(all(len(line) < 50 for line in lines), lines)
        self.assertIn("\r\033[K", written.split("Outcome")[0])
        self.assertEqual(self.shown_lines(written.split("Outcome", 1)[1]), [])

    def test_no_progress(self):
        """--quiet, a dumb terminal or none at all show no progress"""
        code, out, err = self.cli("run", self.slow_flow())
        self.assertEqual((code, err), (0, ""))
        code, written = self.on_terminal("run", self.slow_flow(), "--quiet")
        self.assertEqual((code, written), (0, ""))
        self.environment["TERM"] = "dumb"
        code, written = self.on_terminal("run", self.slow_flow())
        self.assertEqual(code, 0)
        self.assertNotIn("\033", written)

    def test_colour(self):
        """results are coloured on a terminal unless NO_COLOR is set"""
        self.assertIn("\033[32m✓ passed", self.on_terminal("run", self.flow())[1])
        self.environment["NO_COLOR"] = "1"
        written = self.on_terminal("run", self.flow())[1]
        self.assertIn("✓ passed", written)
        self.assertNotIn("\033[32m", written)

    def test_width(self):
        """a long step name is shortened to the terminal"""
        self.write("long.flow.yaml", "name: L\nsteps:\n  - name: %s\n    httpRequest: { url: \"%s/a\" }\n"
                   % ("long " * 11 + "end", self.server.url))
        code, written = self.on_terminal("run", "long.flow.yaml", columns=50)
        self.assertEqual(code, 0, written)
        row = re.search(r"passed\S* +(\S[^\r\n]*)", written).group(0)
        self.assertIn("…", row)
        self.assertNotIn("end", row)

    def test_plain_locale(self):
        """outside UTF-8 there are words without marks"""
        self.environment.update(LANG="C", LC_ALL="C")
        code, out, err = self.cli("run", self.flow())
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"(?m)^passed +First ")
        self.assertTrue(out.isascii(), out)


class Tap(unittest.TestResult):
    """Prints TAP as the tests go, named as sentences."""

    def report(self, test, status, details=None):
        name = "/cli/%s/%s" % (type(test).__name__.lower(), test.shortDescription())
        if details:
            for line in details.splitlines():
                print("# " + line)
        print("%s %d %s" % (status, self.testsRun, name), flush=True)

    def addSuccess(self, test):
        self.report(test, "ok")

    def addError(self, test, err):
        super().addError(test, err)
        self.report(test, "not ok", self.errors[-1][1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.report(test, "not ok", self.failures[-1][1])


def own_tests(loader, case):
    """A class's own tests: those of the class it builds on are run there."""
    return [case(name) for name in loader.getTestCaseNames(case) if name in vars(case)]


def main():
    loader = unittest.TestLoader()
    cases = [Usage, Check, Serve, Run, Out, Interrupt, Terminal]
    tests = [test for case in cases for test in own_tests(loader, case)]
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    suite = unittest.TestSuite(test for test in tests if wanted in test.id())
    result = Tap()
    print("1..%d" % suite.countTestCases(), flush=True)
    suite.run(result)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
