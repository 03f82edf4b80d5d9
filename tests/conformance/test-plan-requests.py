#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-requests.py: what a server gets of the requests of a plan, and what becomes of its answers
import email
import hashlib
import os
import shutil
import socket
import subprocess
import time

from plan_cases import Answer, DEADLINE, LATE_MS, PlanCase, run_at_once, self_signed

ONE = """\
name: P
rounds:
- name: R
  iterations:
  - name: I
    requestCount: %d
    httpRequest:
      %s
"""

NGINX = """\
daemon off;
worker_processes 1;
pid FOLDER/pid;
error_log FOLDER/error.log crit;
events { worker_connections 256; }
http {
  log_format seen '$server_protocol $connection $request_method';
  access_log FOLDER/seen seen;
  PATHS
  server {
    listen 127.0.0.1:PORT ssl http2;
    ssl_certificate FOLDER/cert.pem;
    ssl_certificate_key FOLDER/key.pem;
    location / { default_type application/json; return 200 '{}'; }
  }
}
"""


def one(request, count=1):
    return ONE % (count, request.strip("\n").replace("\n", "\n      "))


class Requests(PlanCase):
    def run_one(self, request, server, *options, count=1):
        result = self.load(one(request, count), server, *options)
        self.assertEqual(result.code, 0, result.out + result.err)
        return result

    def test_c9(self):
        """C9 every alias is the key it stands for"""
        for first, second in (("method: POST", "httpMethod: POST"), ("headers: {X-A: b}", "httpHeaders: {X-A: b}"),
                              ("version: 1.1", "httpVersion: 1.1")):
            seen = []
            for key in (first, second):
                server = self.serve()
                self.run_one("url: http://S/x\n" + key, server)
                request = server.requests[0]
                seen.append((request.method, request.target,
                             [header for header in request.headers if header[0].lower() != "host"]))
            self.assertEqual(seen[0], seen[1])
            self.assert_refused(one("url: http://S/x\n%s\n%s" % (first, second)), place=(10, 7))
        server = self.serve()
        self.run_one("URL: http://S/y", server)
        self.assertEqual(server.n("/y"), 1)

    def test_c10(self):
        """C10 a method is GET unless given, in any case, and no tunnel"""
        server = self.serve()
        self.run_one("url: http://S/x", server)
        self.run_one("url: http://S/x\nmethod: gEt", server)
        self.assertEqual([request.method for request in server.requests], ["GET", "GET"])
        self.assert_refused(one("url: http://S/x\nmethod: CONNECT"), "tunnel", server=None)

    def test_c13(self):
        """C13 each version of HTTP is sent as it can be"""
        for version in ("1.1", "2", "2.0", '"HTTP/2"', "HTTP/1.1"):
            server = self.serve()
            result = self.run_one("url: http://S/x\nhttpVersion: " + version, server, count=5)
            self.assertEqual((server.n(), server.n_connections), (5, 1))
            self.assertEqual(result.job("I")["httpVersions"], {"1.1": 5})
        server = self.serve()
        result = self.run_one("url: http://S/x\nhttpVersion: 1.0", server, count=5)
        self.assertEqual((server.n(), server.n_connections), (5, 5))
        self.assertEqual(result.err.count("warning"), 1)
        self.assert_refused(one("url: http://S/x\nhttpVersion: 3"))
        self.assert_refused(one("url: http://S/x\nsupportH2C: true"), "remove supportH2C")
        server = self.serve()
        result = self.load(one("url: http://S/x\nsupportH2C: true"), server, "--lenient")
        self.assertEqual((result.code, server.n()), (0, 1))
        self.assertIn("HTTP/1.1 is sent", result.err)

    def begin_nginx(self):
        """A server that offers HTTP/2 over TLS; its URL, and the file in which it writes down what it saw."""
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if program is None:
            self.skipTest("nginx is not installed (package nginx-light)")
        self_signed(self.folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        paths = " ".join("%s_temp_path %s/%s;" % (name, self.folder, name)
                         for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.write("nginx.conf", NGINX.replace("FOLDER", self.folder).replace("PORT", str(port))
                   .replace("PATHS", paths))
        process = subprocess.Popen([program, "-c", self.folder + "/nginx.conf", "-p", self.folder],
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        for _ in range(DEADLINE * 100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.01)
        return "https://127.0.0.1:%d" % port, os.path.join(self.folder, "seen")

    def seen_by_nginx(self, seen, count):
        """Protocol, connection and method of each request, once they are written down."""
        for _ in range(DEADLINE * 100):
            with open(seen, encoding="utf-8") as file:
                lines = [line.split() for line in file]
            if len(lines) >= count:
                break
            time.sleep(0.01)
        open(seen, "w", encoding="utf-8").close()
        return lines

    def test_c13_h2(self):
        """C13 HTTP/2 is spoken where a server offers it, one connection for each client, and counts are exact"""
        url, seen = self.begin_nginx()
        plan = one("url: %s/x\nmethod: POST\npayload: {raw: abc}" % url, 20).replace(
            "  iterations:", "  numberOfClients: 4\n  iterations:")
        result = self.load(plan, None, "--insecure")
        job = result.job("I")
        self.assertEqual((result.code, job["requests"], job["successful"]), (0, 80, 80), result.out + result.err)
        self.assertEqual((job["httpVersions"], job["connections"]), ({"2": 80}, 4))
        self.assertIn("HTTP/2, 4 connections opened", result.out)
        lines = self.seen_by_nginx(seen, 80)
        self.assertEqual((len(lines), {line[0] for line in lines}, len({line[1] for line in lines})),
                         (80, {"HTTP/2.0"}, 4))
        result = self.load(one("url: %s/x\nhttpVersion: 1.1" % url, 5), None, "--insecure")
        self.assertEqual(len(self.seen_by_nginx(seen, 5)), 5)
        self.assertTrue(result.job("I")["httpVersions"] == {"1.1": 5} or result.warnings("HTTP/2"), result.out)

    def test_c36(self):
        """C36 a URL is sent as it is written"""
        server = self.serve()
        self.run_one('url: "http://S/a//b/?z=1&a=%2F&q=x y"', server)
        self.assertEqual(server.requests[0].target, "/a//b/?z=1&a=%2F&q=x%20y")

    def test_c36_ipv6(self):
        """C36 an IPv6 literal is asked as it is written"""
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("this computer has no IPv6")
        server = self.serve(host="::1")
        self.run_one('url: "http://S/p/"', server)
        self.assertEqual(server.requests[0].target, "/p/")
        self.assertEqual(server.requests[0].header("host"), "[::1]:%d" % server.port)

    def test_c37(self):
        """C37 a body goes with any method, and nothing is added to it"""
        for method in ("POST", "GET", "DELETE"):
            server = self.serve()
            self.run_one('url: http://S/x\nmethod: %s\nheaders: {X-E: ""}\npayload: {raw: "a b\\n"}' % method, server)
            request = server.requests[0]
            self.assertEqual((request.method, request.body), (method, b"a b\n"))
            self.assertIsNone(request.header("content-type"))
            self.assertEqual(request.header("x-e"), "")

    def test_c38(self):
        """C38 parts and files arrive byte for byte"""
        content = os.urandom(1 << 20)
        with open(os.path.join(self.folder, "bytes.bin"), "wb") as file:
            file.write(content)
        self.write("report.txt", "hello\n")
        server = self.serve()
        self.run_one("""\
url: http://S/parts
method: POST
payload:
  multipart:
    fields: [{name: a, value: "1"}, {name: b, value: two}]
    files: [{name: doc, path: report.txt}]
""", server)
        request = server.requests[0]
        head = ("Content-Type: %s\r\n\r\n" % request.header("content-type")).encode()
        parts = email.message_from_bytes(head + request.body).get_payload()
        self.assertEqual([(part.get_param("name", header="content-disposition"), part.get_filename(),
                           part.get_content_type(), part.get_payload(decode=True)) for part in parts],
                         [("a", None, "text/plain", b"1"), ("b", None, "text/plain", b"two"),
                          ("doc", "report.txt", "text/plain", b"hello\n")])
        server = self.serve()
        self.run_one("url: http://S/file\nmethod: PUT\npayload: {file: bytes.bin}", server)
        self.assertEqual(hashlib.sha256(server.requests[0].body).digest(), hashlib.sha256(content).digest())
        self.assertEqual(server.requests[0].header("content-type"), "application/octet-stream")

    def test_c39(self):
        """C39 redirects are followed up to five times, and take no credentials elsewhere"""
        def hop(request):
            left = int(request.path[2:])
            return Answer(302, headers=[("Location", "/r%d" % (left - 1))]) if left else Answer()
        for hops, statuses, n in ((5, {"200": 1}, 6), (6, {"302": 1}, 6)):
            server = self.serve(hop)
            result = self.run_one("url: http://S/r%d" % hops, server)
            self.assertEqual(server.n(), n)
            self.assertEqual(result.job("I")["statuses"], statuses)
        other = self.serve()
        server = self.serve(lambda request: Answer(303, headers=[("Location", other.url + "/there")]))
        self.run_one("url: http://S/x\nmethod: POST\nheaders: {Authorization: secret}\npayload: {raw: a}", server)
        self.assertEqual(server.requests[0].header("authorization"), "secret")
        self.assertEqual((other.requests[0].method, other.requests[0].body), ("GET", b""))
        self.assertIsNone(other.requests[0].header("authorization"))

    def test_c40(self):
        """C40 each client has cookies of its own, which end with the round"""
        def behave(request):
            if request.path == "/login":
                return Answer(headers=[("Set-Cookie", "id=%d; Path=/" % request.index)])
            return Answer()
        server = self.serve(behave)
        plan = """\
name: P
rounds:
- name: R
  numberOfClients: 10
  iterations:
  - name: Login
    httpRequest: {url: "http://S/login"}
  - name: Look
    httpRequest: {url: "http://S/look"}
- name: Again
  iterations:
  - name: Look
    httpRequest: {url: "http://S/again"}
"""
        for _ in range(2):
            self.assertEqual(self.load(plan, server).code, 0)
        self.assertTrue(all(request.header("cookie") is None for request in server.by_path["/login"]))
        self.assertTrue(all(request.header("cookie") is None for request in server.by_path["/again"]))
        self.assertEqual(sorted(request.header("cookie") for request in server.by_path["/look"]),
                         sorted("id=%d" % i for i in range(20)))

    def test_c41(self):
        """C41 nothing is sent that the plan does not list"""
        server = self.serve()
        self.run_one("url: http://S/x", server)
        self.assertEqual((server.n(), server.n_connections), (1, 1))
        self.assertEqual(server.requests[0].method, "GET")

    def test_c42(self):
        """C42 certificates are verified, unless somebody says otherwise, and then it is told"""
        server = self.serve(tls=self_signed(self.folder))
        plan = one("url: %s/x" % server.url)
        result = self.load(plan, None)
        self.assertEqual((result.code, result.status("I"), server.n()), (1, "Failed", 0))
        self.assertEqual(result.job("I")["statuses"], {"0": 1})
        self.assertEqual([error["kind"] for error in result.job("I")["errors"]], ["tls"])
        for changed, options in ((one("url: %s/x\ninsecure: true" % server.url), ()), (plan, ("--insecure",))):
            result = self.load(changed, None, *options)
            self.assertEqual((result.code, result.job("I")["statuses"]), (0, {"200": 1}))
            self.assertIn("TLS verification off", result.out)
            self.assertTrue(result.report["run"]["unverified"])

    def test_c42_places(self):
        """C42 verification is off for the request, or for the round, that says so and for no other"""
        server = self.serve(tls=self_signed(self.folder))
        result = self.load("""\
name: P
rounds:
- name: A
  iterations:
  - {name: Trusting, httpRequest: {url: "%(url)s/trusting", insecure: true}}
  - {name: Careful, httpRequest: {url: "%(url)s/careful"}}
- name: B
  insecure: true
  iterations:
  - {name: All, httpRequest: {url: "%(url)s/all"}}
- name: C
  iterations:
  - {name: Again, httpRequest: {url: "%(url)s/again"}}
""" % {"url": server.url}, None)
        self.assertEqual({job["iteration"]: (job["statuses"], job["unverified"]) for job in result.jobs()},
                         {"Trusting": ({"200": 1}, True), "Careful": ({"0": 1}, False), "All": ({"200": 1}, True),
                          "Again": ({"0": 1}, False)})
        self.assertEqual([request.path for request in server.requests], ["/trusting", "/all"])
        self.assertEqual(result.code, 1)

    def test_c43(self):
        """C43 an answer that does not come is waited for until the timeout"""
        server = self.serve(lambda request: Answer(fault="stall"))
        result = self.load(one("url: http://S/x\ntimeout: 500ms"), server, "--out", "report.jsonl")
        self.assertEqual((result.code, result.status("I")), (1, "Failed"))
        self.assertEqual([error["kind"] for error in result.job("I")["errors"]], ["timeout"])
        self.assert_between(self.rows()[0]["timings"]["fromPlannedStart"], 500, 500 + LATE_MS)


if __name__ == "__main__":
    run_at_once(Requests)
