# SPDX-License-Identifier: GPL-3.0-or-later
# plan_server.py: the counting server of the conformance cases: it remembers what came, and answers as it is told
import asyncio
import collections
import ssl
import subprocess
import threading
import time

MOST_HEAD_BYTES = 1 << 20


class Answer:
    """What is sent back: after delay seconds a status, headers and a body, or something worse."""

    def __init__(self, status=200, body=b"{}", headers=(), delay=0.0, fault=None):
        self.status = status
        self.body = body.encode() if isinstance(body, str) else body
        self.headers = list(headers)
        self.delay = delay
        self.fault = fault  # None, "stall", "reset", "close", "half" (of the body) or "garbage"


class Request:
    def __init__(self, arrival, connection, method, target, headers):
        self.arrival = arrival  # seconds of the monotonic clock
        self.connection = connection  # its number, from 0
        self.method = method
        self.target = target
        self.path = target.split("?")[0]
        self.headers = headers  # (name, value) as they came
        self.body = b""
        self.index = 0  # among those of its path, from 0
        self.answered = None  # when the answer was handed over

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Connection(asyncio.Protocol):
    def __init__(self, server):
        self.server = server
        self.number = None
        self.buffer = b""
        self.queue = []
        self.busy = False
        self.request = None
        self.needed = 0

    def connection_made(self, transport):
        self.transport = transport
        self.number = self.server.n_connections
        self.server.n_connections += 1
        self.server.connections.add(self)

    def connection_lost(self, error):
        self.server.connections.discard(self)

    def data_received(self, data):
        self.buffer += data
        while self.take_one():
            pass
        if len(self.buffer) > MOST_HEAD_BYTES and self.request is None:
            self.transport.abort()

    def take_one(self):
        if self.request is None:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return False
            lines = head.decode("latin-1").split("\r\n")
            method, target, _ = lines[0].split(" ", 2)
            headers = [tuple(part.strip(" ") for part in line.split(":", 1)) for line in lines[1:]]
            self.request = Request(time.monotonic(), self.number, method, target, headers)
            self.buffer = rest
            self.chunked = (self.request.header("transfer-encoding") or "").lower() == "chunked"
            self.needed = int(self.request.header("content-length") or 0)
        if self.chunked and not self.take_chunks():
            return False
        if not self.chunked and len(self.buffer) < self.needed:
            return False
        request = self.request
        if not self.chunked:
            request.body, self.buffer = self.buffer[:self.needed], self.buffer[self.needed:]
        self.request = None
        self.server.note(request)
        self.queue.append(request)
        if not self.busy:
            self.answer_next()
        return True

    def take_chunks(self):
        while True:
            line, found, rest = self.buffer.partition(b"\r\n")
            size = int(line, 16) if found else 0
            if not found or len(rest) < size + 2:
                return False
            self.request.body += rest[:size]
            self.buffer = rest[size + 2:]
            if size == 0:
                return True

    def answer_next(self):
        if not self.queue:
            self.busy = False
            return
        self.busy = True
        request = self.queue.pop(0)
        answer = self.server.behave(request)
        if answer.delay > 0:
            self.server.loop.call_later(answer.delay, self.send, request, answer)
        else:
            self.send(request, answer)

    def send(self, request, answer):
        self.server.leave(request)
        if self.transport.is_closing() or answer.fault == "stall":
            return
        if answer.fault == "reset":
            self.transport.abort()
            return
        if answer.fault == "close":
            self.transport.close()
            return
        if answer.fault == "garbage":
            self.transport.write(b"\x00\x01 this is no HTTP\r\n\r\n")
            self.transport.close()
            return
        has_body = request.method != "HEAD" and answer.status not in (204, 304) and answer.status >= 200
        lines = ["HTTP/1.1 %d %s" % (answer.status, "Status")]
        if not any(name.lower() == "content-type" for name, _ in answer.headers):
            lines.append("Content-Type: application/json")
        lines += ["%s: %s" % header for header in answer.headers]
        lines.append("Content-Length: %d" % (len(answer.body) if has_body else 0))
        body = answer.body if has_body else b""
        if answer.fault == "half":
            body = body[:len(body) // 2]
        self.transport.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        if answer.fault == "half" or (request.header("connection") or "").lower() == "close":
            self.transport.close()
            return
        self.answer_next()


class Server:
    """behave: what answers a Request with an Answer; 200 and {} without one. With tls, over TLS with a certificate
    nobody has signed."""

    def __init__(self, behave=None, tls=None, host="127.0.0.1"):
        self.behave = behave or (lambda request: Answer())
        self.requests = []
        self.by_path = collections.defaultdict(list)
        self.in_flight = collections.Counter()
        self.peaks = collections.Counter()
        self.n_connections = 0
        self.connections = set()
        self.loop = asyncio.new_event_loop()
        started = threading.Event()
        self.thread = threading.Thread(target=self.serve, args=(started, tls, host), daemon=True)
        self.thread.start()
        started.wait(30)
        literal = "[%s]" % host if ":" in host else host
        self.url = "%s://%s:%d" % ("https" if tls else "http", literal, self.port)

    def serve(self, started, tls, host):
        asyncio.set_event_loop(self.loop)
        listening = self.loop.run_until_complete(
            self.loop.create_server(lambda: Connection(self), host, 0, ssl=tls, backlog=4096))
        self.port = listening.sockets[0].getsockname()[1]
        started.set()
        self.loop.run_forever()
        listening.close()
        for connection in list(self.connections):
            connection.transport.abort()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()

    def note(self, request):
        of_path = self.by_path[request.path]
        request.index = len(of_path)
        of_path.append(request)
        self.requests.append(request)
        for key in (request.path, None):
            self.in_flight[key] += 1
            self.peaks[key] = max(self.peaks[key], self.in_flight[key])

    def leave(self, request):
        request.answered = time.monotonic()
        for key in (request.path, None):
            self.in_flight[key] -= 1

    def n(self, path=None):
        return len(self.requests if path is None else self.by_path[path])

    def arrivals(self, path=None):
        """Milliseconds since the first request of the run."""
        first = min(request.arrival for request in self.requests)
        return sorted((request.arrival - first) * 1000
                      for request in (self.requests if path is None else self.by_path[path]))

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(30)


def self_signed(folder):
    """A TLS context with a new certificate for 127.0.0.1 that nobody trusts."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem", "-days", "2", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
    return context
