# SPDX-License-Identifier: GPL-3.0-or-later
# shop.py: a server that knows who is logged in, and judges what it is asked

import http.server
import json
import threading

USER = "ada"
PASSWORD = "correct horse"
TOKEN = "tok-4711"
COOKIE = "consent=yes"


class Shop:
    """seen has what was asked, as "METHOD /path status"; an answer is 200 only to a request that is right."""

    def __enter__(self):
        self.seen = []
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.make_handler())
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind, error, trace):
        self.http.shutdown()
        self.http.server_close()

    def judge(self, method, path, headers, body):
        """The status, and what the answer says."""
        if (method, path) == ("POST", "/api/login"):
            try:
                right = json.loads(body) == {"user": USER, "password": PASSWORD}
            except ValueError:
                right = False
            if not right or headers.get("Content-Type") != "application/json" or headers.get("Cookie") != COOKIE:
                return 401, {"error": "not you"}
            return 200, {"user": USER, "token": TOKEN}
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"error": "log in first"}
        if (method, path) == ("GET", "/api/items"):
            return 200, {"items": 3}
        if (method, path) == ("GET", "/api/profile"):
            return 200, {"name": "Ada"}
        return 404, {"error": f"there is no {path}"}

    def make_handler(self):
        shop = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or an answer takes 40 ms

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, answer = shop.judge(self.command, self.path, self.headers, body)
                shop.seen.append(f"{self.command} {self.path} {status}")
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_DELETE = answer

            def log_message(self, *arguments):
                pass

        return Handler

    def browser_command(self):
        """What a browser copies of the request with which its page logs in."""
        return (f"curl '{self.url}/api/login' \\\n"
                "  -H 'Accept: application/json, text/plain, */*' \\\n"
                "  -H 'Accept-Language: en-US,en;q=0.9' \\\n"
                "  -H 'Connection: keep-alive' \\\n"
                "  -H 'Content-Type: application/json' \\\n"
                f"  -b '{COOKIE}' \\\n"
                f"  -H 'Origin: {self.url}' \\\n"
                f"  -H 'Referer: {self.url}/' \\\n"
                "  -H 'Sec-Fetch-Mode: cors' \\\n"
                "  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' \\\n"
                f"  --data-raw '{json.dumps({'user': USER, 'password': PASSWORD})}' \\\n"
                "  --compressed \\\n"
                "  --insecure")
