# SPDX-License-Identifier: GPL-3.0-or-later
# server.py: a server that remembers what it was asked and when, by its own clock

import http.server
import threading
import time


class Server:
    """/slow answers after 30 s or when the server is closed; a number N answers with that status; /nth-500-N
    answers 500 the Nth time; everything else answers 204."""

    def __enter__(self):
        self.over = threading.Event()
        self.seen = []   # paths, in the order they came
        self.times = []  # when, in seconds
        self.headers = []  # and with what
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.make_handler())
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind, error, trace):
        self.over.set()
        self.http.shutdown()
        self.http.server_close()

    def find_status(self, path):
        word = path.lstrip("/")
        if word.isdigit():
            return int(word)
        if word.startswith("nth-500-") and self.seen.count(path) == int(word[len("nth-500-"):]):
            return 500
        return 204

    def make_handler(self):
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or an answer takes 40 ms

            def do_GET(self):
                server.times.append(time.monotonic())
                server.headers.append(self.headers)
                server.seen.append(self.path)
                if self.path == "/slow":
                    server.over.wait(30)
                status = server.find_status(self.path)
                self.send_response(status)
                if status != 204:
                    self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments):
                pass

        return Handler
