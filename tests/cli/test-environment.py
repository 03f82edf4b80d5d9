#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-environment.py: environments beside a flow: which one, its secrets, its proxy
import base64
import csv
import http.server
import os
import pty
import re
import select
import ssl
import subprocess
import threading
import time
import urllib.parse
import zlib

from programs import CLI, DEADLINE, Case, Server, run_cases

SECRET = 'Pass/wörd+"42" &x'

ENVIRONMENTS = """- name: Local
  variables:
    - { name: tenant, value: acme }
    - { name: greeting, value: "hello-${tenant}" }
- name: Staging
  variables:
    - { name: tenant, value: big }
    - { name: pass-word, secret: true }
"""

GET = """name: Get
%svariables:
  - { name: baseUrl, value: "%s" }
  - { name: tenant, value: nobody }
  - { name: greeting, value: none }
steps:
  - name: A
    httpRequest: { url: "${baseUrl}/${tenant}?g=${greeting}" }
"""

ECHO = """name: Echo
steps:
  - name: A
    httpRequest:
      method: POST
      url: "${baseUrl}/echo?q=${pass-word}"
      headers: { X-Basic: "Basic ${encoded}" }
      payload: { json: { word: "${pass-word}", tenant: "${tenant}" } }
    assert:
      - { from: body, is: contains, value: big }
      - { from: status, is: "=", value: "${pass-word}" }
"""
TOKEN = "eyJhbGciOi.9fK2-t0k3n_s1g"
ENDINGS = (".json", ".jsonl", ".csv", ".summary.csv", ".xml", ".html", ".pdf")
LOG_IN = """name: Log in
variables: [ { name: baseUrl, value: "%s" } ]
beforeAll:
  - name: Log in
    httpRequest: { url: "${baseUrl}/login" }
    extract: [ { name: token, from: body, path: $.token, secret: true } ]
steps:
  - name: Use it
    httpRequest:
      method: POST
      url: "${baseUrl}/use?t=${token}"
      headers: { X-Token: "${token}" }
      payload: { form: { token: "${token}" } }
    assert: [ { from: body, path: $.token, is: "=", value: "no ${token}" } ]
"""


class Environment(Case):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.close)
        self.write("environments.yaml", ENVIRONMENTS)

    def get(self, *options, key=""):
        self.server.requests.clear()
        self.write("a.flow.yaml", GET % (key, self.server.url))
        return self.cli("run", "a.flow.yaml", *options)

    def test_chosen(self):
        """--environment gives variables above the flow's, with placeholders, in any case"""
        for name in ("Local", "local"):
            code, out, err = self.get("--environment", name)
            self.assertEqual((code, err), (0, ""), out)
            self.assertEqual(self.server.requests, ["/acme?g=hello-acme"])

    def test_none(self):
        """without an environment the flow's own variables count"""
        self.assertEqual(self.get()[0], 0)
        self.assertEqual(self.server.requests, ["/nobody?g=none"])

    def test_default(self):
        """`environment:` of a flow is the default, and --environment replaces it"""
        self.assertEqual(self.get(key="environment: Local\n")[0], 0)
        self.assertEqual(self.server.requests, ["/acme?g=hello-acme"])
        self.environment["WEIR_PASS_WORD"] = SECRET
        self.assertEqual(self.get("--environment=Staging", key="environment: Local\n")[0], 0)
        self.assertEqual(self.server.requests, ["/big?g=none"])

    def test_no_environment(self):
        """an empty --environment replaces the default by none"""
        self.assertEqual(self.get("--environment", "", key="environment: Local\n")[0], 0)
        self.assertEqual(self.server.requests, ["/nobody?g=none"])

    def test_variable_above(self):
        """--variable counts more than the environment, also for what is derived from it"""
        self.assertEqual(self.get("--environment=Local", "--variable=tenant=me")[0], 0)
        self.assertEqual(self.server.requests, ["/me?g=hello-me"])

    def test_local_file(self):
        """environments.local.yaml overrides by name and may add environments"""
        self.write("environments.local.yaml", "- name: local\n  variables: [{ name: tenant, value: mine }]\n"
                                              "- name: Own\n  variables: [{ name: tenant, value: own }]\n")
        self.assertEqual(self.get("--environment=Local")[0], 0)
        self.assertEqual(self.server.requests, ["/mine?g=hello-mine"])
        self.assertEqual(self.get("--environment=Own")[0], 0)
        self.assertEqual(self.server.requests, ["/own?g=none"])

    def test_unknown(self):
        """an unknown environment is exit 2 with those there are, and nothing is sent"""
        code, out, err = self.get("--environment=Stagin")
        self.assertEqual((code, out, self.server.requests), (2, "", []))
        self.assertIn("There is no environment “Stagin”; did you mean “Staging”? There are: Local, Staging.", err)
        code, out, err = self.get(key="environment: Other\n")
        self.assertEqual((code, out, self.server.requests), (2, "", []))
        self.assertIn("There is no environment “Other”; there are: Local, Staging.", err)
        os.remove(os.path.join(self.folder, "environments.yaml"))
        self.assertIn("there is no environments.yaml beside the file", self.get("--environment=x")[2])

    def test_faults(self):
        """a fault in environments.yaml is told with file, line and column by run and check"""
        self.write("environments.yaml", "- name: a\n  variables:\n    - { name: x, value: 1, secret: true }\n"
                                        "  prozy: y\n- name: A\n  proxy: nowhere\n")
        for command in ("run", "check"):
            self.write("a.flow.yaml", GET % ("", self.server.url))
            code, out, err = self.cli(command, "a.flow.yaml")
            self.assertEqual((code, out, self.server.requests), (2, "", []))
            self.assertIn("environments.yaml:3:25: ", err)
            self.assertIn("never written to a file", err)
            self.assertIn("did you mean \"proxy\"", err)
            self.assertIn("environments.yaml:5:9: The environment name \"A\" is already used in line 1.", err)
            self.assertIn("environments.yaml:6:10: ", err)

    def test_checked_alone(self):
        """a file of environments can be checked by itself: it is no flow, and what is wrong with it is told"""
        self.assertEqual(self.cli("check", "environments.yaml"), (0, "environments.yaml: ok: 2 environments\n", ""))
        self.write("environments.local.yaml", "- name: a\n  prozy: y\n")
        code, out, err = self.cli("check", "environments.local.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("environments.local.yaml:2:3: ", err)
        self.assertIn("did you mean \"proxy\"", err)
        os.remove(os.path.join(self.folder, "environments.yaml"))
        code, out, err = self.cli("check", "environments.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("No such file", err)

    def test_missing_secret(self):
        """without a terminal a missing secret is exit 2 and names the variable to set"""
        code, out, err = self.get("--environment=Staging")
        self.assertEqual((code, out, self.server.requests), (2, "", []))
        self.assertIn("needs the secret “pass-word”: set the variable WEIR_PASS_WORD", err)

    def test_asked(self):
        """on a terminal a missing secret is asked for and not shown"""
        self.write("a.flow.yaml", GET % ("", self.server.url))
        try:
            master, slave = pty.openpty()
        except OSError as error:
            self.skipTest("there is no pseudo-terminal here: %s" % error)
        process = subprocess.Popen([CLI, "run", "a.flow.yaml", "--environment=Staging"], stdin=slave, stdout=slave,
                                   stderr=slave, env=self.environment, cwd=self.folder, start_new_session=True)
        os.close(slave)
        written, answered, end = b"", False, time.monotonic() + DEADLINE
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
            if not answered and "“pass-word” of “Staging”: ".encode() in written:
                os.write(master, SECRET.encode() + b"\n")
                answered = True
        os.close(master)
        self.assertEqual(process.wait(DEADLINE), 0, written)
        self.assertTrue(answered)
        self.assertNotIn(SECRET.encode(), written)
        self.assertEqual(self.server.requests, ["/big?g=none"])

    def forms(self):
        """The secret as it might stand somewhere, the useful part of each."""
        yield SECRET.encode()
        yield urllib.parse.quote(SECRET, safe="").encode()
        yield urllib.parse.quote(SECRET, safe="/").encode()
        yield urllib.parse.quote_plus(SECRET).encode()
        yield SECRET.replace('"', '\\"').encode()
        yield base64.b64encode(SECRET.encode())[:-3]
        yield base64.b64encode(b"ada:" + SECRET.encode())[8:-3]

    def pages(self, pdf):
        """All that is in the streams of a PDF file, as it is before it is compressed."""
        texts = []
        for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
            try:
                texts.append(zlib.decompressobj().decompress(stream.group(1)))
            except zlib.error:
                texts.append(stream.group(1))
        self.assertTrue(any(b"BT" in text for text in texts))
        return b"\n".join(texts)

    def tell_environment_of_worker(self, name):
        """Each worker from now on writes what it was started with to a file, whose name ends in .environ."""
        worker = os.path.join(self.folder, "worker")
        self.write("worker", '#!/bin/sh\ncat /proc/$$/environ >"%s"\nexec "%s" "$@"\n' % (
            os.path.join(self.folder, name), self.environment["WEIR_WORKER"]))
        os.chmod(worker, 0o700)
        self.environment["WEIR_WORKER"] = worker

    def test_secrets_stay(self):
        """a secret reaches the server, and no output, report, archive or command line"""
        self.environment["WEIR_PASS_WORD"] = SECRET
        encoded = base64.b64encode(b"ada:" + SECRET.encode()).decode()
        self.write("environments.local.yaml", "- name: Staging\n  variables: [{ name: encoded, value: '%s' }]\n" % encoded)
        outs = ["--out=r" + end for end in ENDINGS]
        self.write("e.flow.yaml", ECHO)
        self.tell_environment_of_worker("worker.environ")
        process = self.start("run", "e.flow.yaml", "--environment=Staging", "--sample-api", "--variable=x=y", *outs)
        lines = set()
        while process.poll() is None:
            for pid in os.listdir("/proc"):
                try:
                    with open("/proc/%s/cmdline" % pid, "rb") as file:
                        lines.add(file.read())
                except OSError:
                    pass
            time.sleep(0.01)
        out, err = process.communicate()
        self.assertEqual(process.returncode, 1, err)  # the status is not the secret
        os.remove(os.path.join(self.folder, "environments.local.yaml"))
        texts = {"stdout": out.encode(), "stderr": err.encode(), "command lines": b"\n".join(lines)}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    texts[name] = file.read()
        texts["pages of r.pdf"] = self.pages(texts["r.pdf"])
        self.assertIn("•••".encode(), texts["r.html"])
        self.assertIn(b"PATH=", texts["worker.environ"])
        self.assertIn("runs.db", texts)
        self.assertIn("•••".encode(), texts["r.json"])
        self.assertIn(b"weir-worker", texts["command lines"])
        for where, text in texts.items():
            for form in self.forms():
                self.assertNotIn(form, text, where)

    def test_tokens_stay(self):
        """a token taken out of an answer as a secret is in no output, report or archive, also where it failed"""
        seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                seen.append((self.path, self.headers.get("X-Token"), body))
                self.send_response(200)
                self.send_header("X-Echo", TOKEN)
                self.end_headers()
                self.wfile.write(b'{"token": "' + TOKEN.encode() + b'"}')

            do_GET = do_POST = answer

            def log_message(self, *args):
                pass

        httpd = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True).start()
        self.addCleanup(httpd.server_close)
        self.addCleanup(httpd.shutdown)
        self.write("l.flow.yaml", LOG_IN % ("http://127.0.0.1:%d" % httpd.server_port))
        code, out, err = self.cli("run", "l.flow.yaml", *["--out=t" + end for end in ENDINGS])
        self.assertEqual((code, err), (1, ""), out)
        self.assertEqual(seen[1], ("/use?t=" + TOKEN, TOKEN, b"token=" + TOKEN.encode()))
        texts = {"stdout": out.encode()}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    texts[name] = file.read()
        texts["pages of t.pdf"] = self.pages(texts["t.pdf"])
        self.assertIn("•••".encode(), texts["t.html"])
        for where, text in texts.items():
            for form in (TOKEN.encode(), base64.b64encode(TOKEN.encode())[:-3]):
                self.assertNotIn(form, text, where)

    def test_proxy(self):
        """requests of an environment with a proxy go through it"""
        proxy = Server()
        self.addCleanup(proxy.close)
        self.write("environments.yaml", "- name: Office\n  proxy: %s\n"
                                        "  variables: [{ name: baseUrl, value: 'http://shop.invalid' }]\n" % proxy.url)
        code, out, err = self.get("--environment=Office")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual((self.server.requests, proxy.requests), ([], ["http://shop.invalid/nobody?g=none"]))

    def secure_server(self):
        """An https server whose certificate only ca/root.pem knows, and that wants one of the client."""
        ca = os.path.join(self.folder, "ca")
        os.mkdir(ca)
        for name in ("root", "client"):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                            "-nodes", "-days", "2", "-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1",
                            "-keyout", name + ".key", "-out", name + ".crt"], cwd=ca, check=True, capture_output=True)
            with open(os.path.join(ca, name + ".pem"), "w") as whole:
                for part in (".crt", ".key"):
                    with open(os.path.join(ca, name + part)) as file:
                        whole.write(file.read())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(ca, "root.pem"))
        context.load_verify_locations(os.path.join(ca, "client.crt"))
        context.verify_mode = ssl.CERT_OPTIONAL
        peers = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                peers.append(bool(self.connection.getpeercert()))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args):
                pass

        httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
        httpd.handle_error = lambda *args: None
        threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True).start()
        self.addCleanup(httpd.server_close)
        self.addCleanup(httpd.shutdown)
        return "https://127.0.0.1:%d" % httpd.server_port, peers

    def test_tls(self):
        """an environment says whom to trust, whose certificate to show, and whether to look at all"""
        url, peers = self.secure_server()
        self.write("environments.yaml", "- name: Strict\n- name: Known\n  tls: { ca: ca/root.crt }\n"
                                        "- name: Mine\n  tls: { ca: ca/root.crt, clientCertificate: ca/client.pem }\n"
                                        "- name: Open\n  tls: { insecure: true }\n"
                                        "- name: Lost\n  tls: { ca: ca/none.crt }\n")
        self.write("a.flow.yaml", GET % ("", url))
        seen = []
        for name in ("Strict", "Known", "Mine", "Open"):
            code = self.cli("run", "a.flow.yaml", "--environment", name)[0]
            seen.append((name, code, list(peers)))
            peers.clear()
        self.assertEqual(seen, [("Strict", 1, []), ("Known", 0, [False]), ("Mine", 0, [True]), ("Open", 0, [False])])
        outs = ["--out=o" + end for end in ENDINGS]
        code, out, err = self.cli("run", "a.flow.yaml", "--environment", "Open", *outs)
        self.assertEqual(code, 0, err)
        self.assertIn("TLS verification off", out)
        peers.clear()
        marks = {".json": b'"unverified":true', ".jsonl": b'"unverified":true', ".csv": b",unverified,",
                 ".summary.csv": b"1,Get,0,1,steps,", ".xml": b'name="unverified" value="true"',
                 ".html": b"TLS verification off", ".pdf": b"%PDF"}
        for end, mark in marks.items():
            with open(os.path.join(self.folder, "o" + end), "rb") as file:
                self.assertIn(mark, file.read(), end)
        with open(os.path.join(self.folder, "o.csv"), newline="", encoding="utf-8") as file:
            self.assertEqual([row["unverified"] for row in csv.DictReader(file)], ["1"])
        code, out, err = self.cli("run", "a.flow.yaml", "--environment", "Known", "--out=k.json")
        peers.clear()
        self.assertNotIn("verif", out)
        code, out, err = self.cli("run", "a.flow.yaml", "--environment", "Lost")
        self.assertNotEqual(code, 0)
        self.assertIn("none.crt", out + err)
        self.assertEqual(peers, [])


if __name__ == "__main__":
    run_cases(Environment)
