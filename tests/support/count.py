#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# count.py: runs meson's tests, shows what failed and counts subtests: "N passed, N failed"

import json
import os
import re
import subprocess
import sys

LINE = re.compile(r"^(ok|not ok)\b(?:[^#]|\\#)*(?:#\s*(skip|todo)\b.*)?", re.IGNORECASE)
SHOWN_LINES = 200


def count_subtests(output):
    """How many lines of TAP output say passed, failed, skipped."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        directive = (match.group(2) or "").lower()
        if directive == "skip":
            skipped += 1
        elif match.group(1) == "ok" or directive == "todo":
            passed += 1
        else:
            failed += 1
    return passed, failed, skipped


def count(test):
    """The subtests of one program. One that crashed, hung or stopped half-way is a failure of its own."""
    passed, failed, skipped = count_subtests(test.get("stdout", ""))
    result = test["result"]
    if result == "SKIP" and passed + failed + skipped == 0:
        skipped = 1
    elif result in ("OK", "EXPECTEDFAIL", "SKIP"):
        passed = passed if passed + failed + skipped > 0 else 1
    elif failed == 0:
        failed = 1
    return passed, failed, skipped


def show(test):
    print(f"\n--- {test['name']}: {test['result']} (exit code {test.get('returncode')}) ---")
    for stream in ("stdout", "stderr"):
        lines = test.get(stream, "").splitlines()
        if len(lines) > SHOWN_LINES:
            print(f"[… {len(lines) - SHOWN_LINES} lines of {stream} before these …]")
        print("\n".join(lines[-SHOWN_LINES:]))


def read_suites(folder):
    listing = subprocess.run(["meson", "introspect", folder, "--tests"], capture_output=True, text=True)
    tests = json.loads(listing.stdout) if listing.returncode == 0 else []
    return sorted({suite.split(":")[-1] for test in tests for suite in test["suite"]})


def main():
    folder, *arguments = sys.argv[1:]
    log = os.path.join(folder, "meson-logs", "count.json")
    if os.path.exists(log):
        os.remove(log)
    # Most tests wait for something now and then: three at a time keep two processors busy.
    at_once = max(2, len(os.sched_getaffinity(0)) * 3 // 2)
    code = subprocess.call(["meson", "test", "-C", folder, "--no-rebuild", "--logbase", "count",
                            "--num-processes", str(at_once), *arguments])
    try:
        with open(log, encoding="utf-8", errors="replace") as file:
            tests = [json.loads(line) for line in file if line.strip()]
    except OSError:
        tests = []

    totals = [0, 0, 0]
    for test in tests:
        counts = count(test)
        totals = [total + one for total, one in zip(totals, counts)]
        if counts[1] > 0:
            show(test)
    passed, failed, skipped = totals
    if failed == 0 and not tests:
        print(f"\nNo test ran. The suites are: {', '.join(read_suites(folder))}.")
        failed = 1
    elif failed == 0 and code != 0:
        print("\nmeson ended with an error of its own; what it said is above.")
        failed = 1
    print()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped > 0 else ""))
    return 1 if failed > 0 else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
