#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-german.py: `weir-cli` in another language: what people read is translated, what programs read is not
import json
import os
import sys
import tempfile

from programs import FLOW, Case, Server, run_cases

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import german  # noqa: E402

LOCALE = tempfile.TemporaryDirectory(prefix="weir-locale-")
SETTINGS = {} if german.missing() else german.environment(LOCALE.name)


class German(Case):
    def setUp(self):
        super().setUp()
        if german.missing():
            self.skipTest(german.missing())
        self.server = Server()
        self.addCleanup(self.server.close)

    def in_english(self):
        for name in ("LOCPATH", "LANGUAGE"):
            self.environment.pop(name, None)
        self.environment["LC_ALL"] = "C.UTF-8"

    def in_german(self):
        self.environment.update(SETTINGS)

    def test_help(self):
        """the help is German"""
        self.in_german()
        code, out, err = self.cli("help")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("Flows ausführen und ausgeben, was zurückkam", out)
        code, out, err = self.cli("run", "--help")
        self.assertIn("Den Flow N-mal ausführen", out)

    def test_run(self):
        """a run is told in German, with the plurals of German"""
        self.in_german()
        flow = self.write("tour.flow.yaml", FLOW % (self.server.url, "/fail", "/ok"))
        code, out, err = self.cli("run", flow)
        self.assertEqual(code, 1)
        self.assertIn("Fehlgeschlagen, 1 von 4 Schritten haben nicht bestanden", out)
        self.assertIn("Prüfung fehlgeschlagen: ", out)

    def test_mistake(self):
        """wrong usage is told in German"""
        self.in_german()
        code, out, err = self.cli("rnu")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("Es gibt keinen Befehl „rnu“; ist „run“ gemeint?", err)

    def test_one_language(self):
        """without a German locale it speaks English"""
        self.in_english()
        self.assertIn("run flows and print what came back", self.cli("help")[1])

    def table(self, name):
        path = os.path.join(self.folder, name)
        with open(path, encoding="utf-8") as file:
            return file.read()

    def test_machines(self):
        """what programs read is the same in German: the lines of CSV, the members of JSON, and numbers"""
        self.in_german()
        flow = self.write("tour.flow.yaml", FLOW % (self.server.url, "/ok", "/ok"))
        code, out, err = self.cli("run", "--out=run.json", "--out=run.csv", flow)
        self.assertEqual((code, err), (0, ""), out)
        self.in_english()
        for name in ("english.json", "english.csv"):
            code, out, err = self.cli("report", "last", "--out", name)
            self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.table("run.csv"), self.table("english.csv"))
        self.assertEqual(json.loads(self.table("run.json")), json.loads(self.table("english.json")))


run_cases(German)
