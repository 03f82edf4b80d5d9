#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-usage.py: help, mistakes, `check` and `serve`, as a person meets them
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.request

from programs import DEADLINE, EXAMPLES, FLOW, TYPO, Case, run_cases


class Usage(Case):
    def test_no_command(self):
        """without a command the help is shown on stderr and the exit code is 2"""
        code, out, err = self.cli()
        self.assertEqual((code, out), (2, ""))
        for command in ("run", "load", "check", "report", "history", "compare", "query", "serve"):
            self.assertRegex(err, r"(?m)^  %s +\w" % command)

    def test_help(self):
        """the program and each command have a help"""
        for arguments in (["--help"], ["-h"], ["-?"], ["--HELP"]):
            code, out, err = self.cli(*arguments)
            self.assertEqual((code, err), (0, ""))
            self.assertIn("weir-cli COMMAND", out)
        for command, option in (("run", "--stop-on-failure"), ("check", "--quiet"),
                                ("report", "--include-credentials"), ("query", "--paths"), ("serve", "--port"),
                                ("history", "--set-baseline"), ("compare", "--tolerance")):
            for spelling in ("--help", "-h", "-?"):
                code, out, err = self.cli(command, spelling, "nowhere.yaml")
                self.assertEqual((code, err), (0, ""))
                self.assertIn("weir-cli %s" % command, out)
                self.assertIn(option, out)
        self.assertIn("130 stopped", self.cli("run", "--help")[1])

    def test_help_command(self):
        """`help` and `help COMMAND` are the same as --help"""
        self.assertEqual(self.cli("help"), self.cli("--help"))
        for command in ("run", "load", "check", "report", "history", "compare", "query", "serve"):
            self.assertEqual(self.cli("help", command), self.cli(command, "--help"))
        code, out, err = self.cli("help", "dance")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("dance", err)

    def test_help_width(self):
        """no help is wider than 80 columns"""
        for command in ("run", "load", "check", "report", "history", "compare", "query", "serve", "help", "--url"):
            for line in self.cli(command, "--help")[1].splitlines():
                self.assertLessEqual(len(line), 80, line)

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
        for word in ("Run", "RUN"):
            code, out, err = self.cli(word, "x.yaml")
            self.assertEqual((code, out), (2, ""))
            self.assertIn("did you mean “run”?", err)
        code, out, err = self.cli("dance")
        self.assertEqual(code, 2)
        self.assertIn("run, load, check, report, history, compare, query, serve", err)

    def test_refused_command(self):
        """C80 what others have and Weir has not is refused with one sentence"""
        for word, said in (("cluster", "Weir runs on one machine."),
                           ("record", "There is no browser recorder."),
                           ("influxdb", "There is no InfluxDB push. Use --out with .json, .csv or .jsonl."),
                           ("dashboard", "There is no web dashboard and no listening port. Use the Weir window,"
                                         " or --out with .html."),
                           ("httpclient", "Settings live in the plan (timeout, insecure, maxRedirects)."),
                           ("watchdog", "Settings live in the plan (timeout, insecure, maxRedirects)."),
                           ("logger", "Settings live in the plan (timeout, insecure, maxRedirects)."),
                           ("create", "Load plans are written with an editor; “weir-cli check FILE” names every"
                                      " problem.")):
            self.assertEqual(self.cli(word, "--anything", "x"), (2, "", "weir-cli: %s\n" % said))

    def test_file_as_command(self):
        """a file in the place of a command is answered with the command that runs it"""
        self.write("a.flow.yaml", FLOW % ("http://h", "/ok", "/end"))
        code, out, err = self.cli("a.flow.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("“a.flow.yaml” is no command; did you mean “weir-cli run a.flow.yaml”?", err)

    def query(self, *arguments, text=""):
        done = subprocess.run([os.environ["WEIR_CLI"], "query", *arguments], input=text, capture_output=True,
                              text=True, env=self.environment, cwd=self.folder, timeout=DEADLINE)
        return done.returncode, done.stdout, done.stderr

    def test_query(self):
        """`query` prints what a path finds in a file or on standard input as a JSON array"""
        self.write("a.json", '{"items": [{"id": 7, "tags": ["x"]}, {"id": 9}]}')
        self.write("a.xml", "<items><item id='7'>Tea</item></items>")
        self.assertEqual(self.query("$.items[*].id", "a.json"), (0, "[7,9]\n", ""))
        self.assertEqual(self.query("$..[?@.tags]", "a.json"), (0, '[{"id":7,"tags":["x"]}]\n', ""))
        self.assertEqual(self.query("--paths", "$..id", "a.json"),
                         (0, "[\"$['items'][0]['id']\",\"$['items'][1]['id']\"]\n", ""))
        self.assertEqual(self.query("//item/@id", "a.xml"), (0, '["7"]\n', ""))
        self.assertEqual(self.query("$.a", text='{"a": "é"}'), (0, '["é"]\n', ""))
        self.assertEqual(self.query("$.none", "a.json"), (1, "[]\n", ""))

    def test_query_faults(self):
        """`query` names the place of what it cannot read and ends with 2"""
        self.write("bad.json", '{"a":\n  nope}')
        for arguments, said in ((["$.a["], "$.a[: column 5: "), (["/a[1"], "/a[1: column 5: "),
                                (["a.b"], "a.b: column 1: "), (["$.a", "bad.json"], "bad.json: line 2, column 3: "),
                                (["/a", "bad.json"], "bad.json: line 1, column 1: "),
                                (["$.a", "none.json"], "none.json: "), (["$.a"], "standard input: line 1, column 1: "),
                                ([], "weir-cli query '$.items[0].id' FILE"), (["$.a", "b", "c"], "weir-cli query")):
            code, out, err = self.query(*arguments)
            self.assertEqual((code, out), (2, ""))
            self.assertIn(said, err)

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


class Start(Case):
    def start_with(self, *arguments):
        """What src/run without a display gives to weir-cli; nothing is installed or built."""
        for name in ("src/prepare", "build/src/weir-cli"):
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write("#!/bin/sh\n" + ("" if name == "src/prepare" else "printf '%s\\n' \"$@\"\n"))
            os.chmod(path, 0o755)
        shutil.copy(os.path.join(EXAMPLES, "../../src/run"), os.path.join(self.folder, "src/run"))
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            self.environment.pop(name, None)
        return subprocess.run(["src/run", *arguments], cwd=self.folder, env=self.environment, text=True,
                              stdout=subprocess.PIPE, check=True).stdout.splitlines()

    def test_file(self):
        """src/run -- FILE runs the flow where there is no display, and commands stay commands"""
        self.write("a b.flow.yaml", "")
        self.write("run", "")
        self.assertEqual(self.start_with("--", "a b.flow.yaml", "--quiet"), ["run", "a b.flow.yaml", "--quiet"])
        self.assertEqual(self.start_with("--", "run", "a b.flow.yaml"), ["run", "a b.flow.yaml"])
        self.assertEqual(self.start_with("--", "nowhere.yaml"), ["nowhere.yaml"])
        self.assertEqual(self.start_with()[:2], ["run", "--sample-api"])


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

    def test_load(self):
        """the example of a load plan holds against serve"""
        process, url, _ = self.start_serve("--port", "0")
        code, out, err = self.cli("load", os.path.join(EXAMPLES, "shop.plan.yaml"), "-e", "rehearsal",
                                  "--variable", "api=" + url)
        self.assertEqual((code, err), (0, ""), out)
        self.assertRegex(out, r"(?m)^Buyers +Sign in +Success +2 ")
        self.assertRegex(out, r"(?m)^Buyers +Browse +Success +20 ")
        self.end_serve(process)

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
        flow = os.path.join(EXAMPLES, "failing.flow.yaml")
        code, out, err = self.cli("run", flow, "--variable", "baseUrl=" + url)
        self.assertEqual(code, 1, err)
        self.assertIn("Assertion failed: ", out)
        self.assertRegex(out, r"expected: \S")
        self.assertRegex(out, r"actual:   \S")
        self.assertRegex(out, r"(?m)^   Body: \{.*0\.75")
        self.end_serve(process)


class Check(Case):
    def test_valid(self):
        """a valid flow is one line on stdout"""
        self.write("a.flow.yaml", FLOW % ("http://h", "/ok", "/end"))
        self.assertEqual(self.cli("check", "a.flow.yaml"),
                         (0, "a.flow.yaml: ok: 2 steps, 1 before, 1 after, 1 iteration\n", ""))

    def test_nothing(self):
        """a flow without any enabled step is valid, with a warning"""
        self.write("none.flow.yaml", "name: N\nsteps: []\n")
        self.write("off.flow.yaml", "name: N\nsteps:\n  - { name: A, enabled: false, wait: 1s }\n")
        for name in ("none.flow.yaml", "off.flow.yaml"):
            code, out, err = self.cli("check", name)
            self.assertEqual(code, 0, err)
            self.assertIn("%s: ok: " % name, out)
            self.assertIn("%s: warning: There is nothing to run" % name, err)
            self.assertEqual(self.cli("check", "--quiet", name), (0, "", ""))

    def test_lost(self):
        """text that nobody gets on stdout exits 4 and says so, unless the reader went away"""
        self.write("a.flow.yaml", FLOW % ("http://h", "/ok", "/end"))
        with open("/dev/full", "w") as full:
            code, _, err = self.cli("check", "a.flow.yaml", stdout=full)
        self.assertEqual(code, 4)
        self.assertIn("could not be printed", err)

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

    def test_given(self):
        """a warning that nothing sets a variable is left out where --variable gives it"""
        path = self.write("a.flow.yaml", "name: A\nsteps:\n  - { name: S, set: { a: \"${who}\" } }\n")
        self.assertIn('warning: Nothing in this flow sets "who"', self.cli("check", path)[2])
        self.assertEqual(self.cli("run", path, "--variable", "who=ada")[::2], (0, ""))

    def test_json(self):
        """check --json prints one document with the place, the path and the cure of each problem"""
        typo = self.write("t.flow.yaml", "name: T\nsteps:\n  - name: A\n    htpRequest: { url: \"http://h/${nmae}\" }\n"
                          "  - name: B\n    httpRequest: { url: \"http://h/${nmae}\" }\nvariables: [{name: name, value: x}]\n")
        good = self.write("g.flow.yaml", "name: G\nsteps:\n  - { name: A, enabled: false, wait: 1 }\n")
        code, out, err = self.cli("check", "--json", typo, good, typo + ".none")
        self.assertEqual((code, err), (2, ""))
        found = json.loads(out)
        self.assertEqual([(file["file"], file["valid"]) for file in found["files"]],
                         [(typo, False), (good, True), (typo + ".none", False)])
        problems = found["problems"]
        self.assertEqual(problems[0]["message"], "unknown key \"htpRequest\" in step; did you mean \"httpRequest\"?")
        self.assertEqual({key: problems[0][key] for key in ("file", "line", "column", "path", "severity", "suggestion")},
                         {"file": typo, "line": 4, "column": 5, "path": "steps[0]", "severity": "error",
                          "suggestion": "httpRequest"})
        self.assertEqual({key: problems[1][key] for key in ("line", "column", "path", "severity", "suggestion")},
                         {"line": 6, "column": 25, "path": "steps[1].httpRequest.url", "severity": "warning",
                          "suggestion": "name"})
        self.assertEqual((problems[2]["file"], problems[2]["line"], problems[2]["severity"]), (good, 0, "warning"))
        self.assertEqual((problems[3]["file"], problems[3]["line"], problems[3]["severity"]),
                         (typo + ".none", 0, "error"))
        self.assertEqual(len(problems), 4)
        self.write("environments.yaml", "- name: Here\n  variabels: []\n")
        code, out, err = self.cli("check", "--json", "--quiet", good)
        found = json.loads(out)["problems"]
        self.assertEqual((code, err, len(found)), (2, "", 1))
        self.assertEqual((os.path.basename(found[0]["file"]), found[0]["line"], found[0]["suggestion"]),
                         ("environments.yaml", 2, "variables"))

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


if __name__ == "__main__":
    run_cases(Usage, Start, Serve, Check)
