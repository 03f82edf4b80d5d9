#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-faults.py: what servers, this computer and workers do wrong: counts, words, exit code, all that was measured
import json
import os
import shutil
import signal
import subprocess
import sys
import time

from plan_cases import Answer, CLI, DEADLINE, LATE_MS, PlanCase, run_at_once

ONE = """\
name: P
rounds:
- name: R
  iterations:
  - name: I
    %s
    httpRequest: {url: "http://S/x"%s}
"""

# Runs this program's arguments where only twenty ports lead to other servers, a network of its own.
FEW_PORTS = """\
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh14x", b"lo", 0x41))
with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as file:
    file.write("40000 40019")
os.execv(sys.argv[1], sys.argv[1:])
"""


def one(keys, request=""):
    return ONE % ("\n    ".join(keys.split("; ")), request)


class Servers(PlanCase):
    def test_stall(self):
        """a server that stalls for 3 s: those after it are sent on time, and no answer is lost"""
        server = self.serve(lambda request: Answer(delay=3 if request.index == 10 else 0))
        result = self.load(one("duration: 4; batchSize: 1; coolDownTime: 50"), server, "--out", "report.jsonl")
        job = result.job("I")
        self.assertEqual((result.code, job["status"], job["successful"], server.n()),
                         (0, "success", 80 - job["missedStarts"], 80 - job["missedStarts"]))
        self.assert_intended([50 * i for i in range(80)], job["missedStarts"])
        slowest = sorted(row["timings"]["total"] for row in self.rows())
        self.assert_between(slowest[-1], 2990, 3000 + LATE_MS)
        self.assertLess(slowest[-2], 2900)

    def test_stalls_for_ever(self):
        """a server that never answers costs each request its timeout, and nothing else"""
        server = self.serve(lambda request: Answer(fault="stall" if request.index % 2 else None))
        result = self.load(one("requestCount: 4", ", timeout: 300ms"), server)
        job = result.job("I")
        self.assertEqual((result.code, job["successful"], job["failed"], job["noResponse"]), (1, 2, 2, 2))
        self.assertEqual([(error["kind"], error["count"]) for error in job["errors"]], [("timeout", 2)])

    def test_mixed(self):
        """resets, halves and garbage among good answers are counted one by one; a lost connection is tried once more"""
        faults = {3: "reset", 5: "half", 7: "garbage"}
        seen = []

        def behave(request):
            seen.append(faults.get(request.index % 10))
            return Answer(fault=seen[-1], body="x" * 1000)

        server = self.serve(behave)
        result = self.load(one("requestCount: 40"), server, "--out", "report.jsonl")
        job = result.job("I")
        self.assertEqual((result.code, job["status"], result.report["run"]["partial"]), (1, "failed", False))
        bad = seen.count("half") + seen.count("garbage")
        self.assertEqual((job["requests"], job["successful"], job["failed"], job["noResponse"]),
                         (40, 40 - bad, bad, bad))
        self.assertEqual((job["resent"], server.n()), (seen.count("reset"), 40 + seen.count("reset")))
        self.assertGreater(job["resent"], 2)
        self.assertEqual(job["statuses"], {"200": 40 - bad, "0": bad})
        self.assertEqual(sum(error["count"] for error in job["errors"]), bad)
        rows = self.rows()
        self.assertEqual((len(rows), len([row for row in rows if row["status"] == 200])), (40, 40 - bad))


class Here(PlanCase):
    def test_certificate(self):
        """a client's certificate that does not open is an error of the plan, and nothing is sent"""
        server = self.serve()
        self.write("client.pem", "This is no certificate.\n")
        plan = one("requestCount: 3", ", clientCertificatePath: client.pem")
        self.assert_refused(plan, "client.pem", "Round “R”, iteration “I”", server=server,
                            options=("--out", "report.json"))
        self.assertFalse(os.path.exists(os.path.join(self.folder, "report.json")))

    def test_unsent(self):
        """a request that cannot be made is told with its reason"""
        server = self.serve()
        result = self.load(one("requestCount: 2", ", headers: {X-A: \"a${b}\"}").replace(
            "rounds:", "variables: [{name: b, value: \"\\n\"}]\nrounds:"), server)
        self.assertEqual((result.code, server.n(), result.job("I")["noResponse"]), (1, 0, 2))
        self.assertIn("line break", result.job("I")["reason"])

    def test_ports(self):
        """ports that run out are this computer's fault, and nobody's failure"""
        worker = subprocess.run(["unshare", "-Urn", "true"], check=False, capture_output=True)
        if shutil.which("unshare") is None or worker.returncode != 0:
            self.skipTest("this computer lets nobody make a network of his own")
        self.write("run.sh", """\
"$1" serve --port=0 > url & server=$!
while ! grep -q http url; do sleep 0.05; done
"$1" --url "$(grep -o 'http://[^ ]*' url | head -1 | sed 's#/$##')/slow?ms=1500" -rc 60 -bs 60 -cdt 1000 \\
  --workers 1 --out report.json
code=$?
kill $server
exit $code
""")
        done = subprocess.run(["unshare", "-Urn", sys.executable, "-c", FEW_PORTS, shutil.which("sh"), "run.sh", CLI],
                              cwd=self.folder, env=self.environment, timeout=DEADLINE, capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 4, done.stdout + done.stderr)
        with open(os.path.join(self.folder, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        job = report["iterations"][0]
        self.assertEqual((job["failed"], job["requests"]), (0, 60))
        self.assertEqual(job["generatorErrors"] + job["successful"], 60)
        self.assert_between(job["successful"], 1, 20)
        self.assertEqual((report["run"]["outcome"], report["quality"]["level"]), ("invalid", "red"))
        self.assertIn("could not send %d requests" % job["generatorErrors"], done.stdout)
        self.assertEqual([error["kind"] for error in job["errors"]], ["generator"])
        self.assertIn("all its local ports for that server are in use", job["errors"][0]["example"])
        self.assertIn(job["errors"][0]["example"], done.stdout)
        self.assertLessEqual(job["connections"], 20)


class Workers(PlanCase):
    def find_workers(self, process):
        workers = []
        for pid in os.listdir("/proc"):
            try:
                with open("/proc/%s/stat" % pid, encoding="utf-8") as file:
                    parent = file.read().rpartition(")")[2].split()[1]
            except (OSError, IndexError):
                continue
            if parent == str(process.pid):
                workers.append(int(pid))
        return workers

    def begin_load(self, workers="1"):
        server = self.serve(lambda request: Answer(delay=0.01))
        self.write("plan.yaml", self.text_for(one("duration: 60"), server))
        process = self.begin(server, "load", "plan.yaml", "--workers", workers, "--out", "report.jsonl")
        deadline = time.monotonic() + DEADLINE
        while server.n() < 50 and time.monotonic() < deadline:
            time.sleep(0.01)
        return server, process

    def assert_partial(self, result, server, sentence):
        self.assertEqual(result.code, 4, result.out + result.err)
        self.assertIn(sentence, result.out)
        run, job = result.report["run"], result.job("I")
        self.assertEqual((run["outcome"], run["partial"], job["status"]), ("invalid", True, "cancelled"))
        self.assert_between(job["successful"], 30, server.n())
        self.assertEqual(job["failed"], 0)
        self.assert_between(len(self.rows()), 30, server.n())

    def test_killed(self):
        """a worker that is killed ends the run as one that cannot be trusted, with all that was measured"""
        server, process = self.begin_load()
        for pid in self.find_workers(process):
            os.kill(pid, signal.SIGKILL)
        self.assert_partial(self.finish(process), server, "ended unexpectedly")

    def test_silent(self):
        """a worker that says nothing for 10 s is ended, with all that was measured"""
        server, process = self.begin_load()
        for pid in self.find_workers(process):
            os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        result = self.finish(process)
        self.assert_between(time.monotonic() - begun, 9, DEADLINE)
        self.assert_partial(result, server, "did not respond for 10 seconds")


if __name__ == "__main__":
    run_at_once(Workers, Servers, Here, at_once=8)
