#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-count.py: that tests/run counts every way a test can end, and never takes a crash for a success

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import count  # noqa: E402

CASES = {
    "every subtest of a test counts":
        ({"result": "OK", "stdout": "1..3\nok 1 /a\nok 2 /b\nok 3 /c\n"}, (3, 0, 0)),
    "a subtest that failed counts beside those that passed":
        ({"result": "FAIL", "stdout": "1..3\nok 1 /a\nnot ok 2 /b\nok 3 /c\n"}, (2, 1, 0)),
    "a test that crashed is a failure of its own":
        ({"result": "ERROR", "stdout": "1..3\nok 1 /a\nBail out! ERROR: assertion failed\n"}, (1, 1, 0)),
    "a test that crashed before it said anything is a failure":
        ({"result": "FAIL", "stdout": ""}, (0, 1, 0)),
    "a test that ran out of time is a failure":
        ({"result": "TIMEOUT", "stdout": "1..3\nok 1 /a\nok 2 /b\n"}, (2, 1, 0)),
    "a leak after the last subtest is a failure":
        ({"result": "ERROR", "stdout": "1..1\nok 1 /a\n", "stderr": "LeakSanitizer"}, (1, 1, 0)),
    "a skipped subtest is neither passed nor failed":
        ({"result": "OK", "stdout": "1..2\nok 1 /a\nok 2 /b # SKIP no display\n"}, (1, 0, 1)),
    "a test without subtests counts as one":
        ({"result": "OK", "stdout": "fine\n"}, (1, 0, 0)),
    "a skipped test without subtests counts as one":
        ({"result": "SKIP", "stdout": ""}, (0, 0, 1)),
    "a word that begins like ok is no subtest":
        ({"result": "OK", "stdout": "1..1\nokay then\n# ok 7 a comment\nok 1 /a\n"}, (1, 0, 0)),
}


def main():
    print(f"1..{len(CASES)}")
    wrong = 0
    for number, (name, (record, expected)) in enumerate(CASES.items(), 1):
        counted = count.count(record)
        wrong += counted != expected
        print(f"{'ok' if counted == expected else 'not ok'} {number} /house/count/{name}")
        if counted != expected:
            print(f"# expected {expected}, counted {counted}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
