# SPDX-License-Identifier: GPL-3.0-or-later
# german.py: an environment in which programs speak German, on a machine that has no German locale
import os
import shutil
import subprocess


def missing():
    """Why there can be no German locale here, or None."""
    if shutil.which("localedef") is None or not os.path.exists("/usr/share/i18n/locales/de_DE"):
        return "there is no German locale to make; on Debian: apt-get install locales"
    return None


def environment(folder):
    """What has to be set; the locale itself, with its decimal comma, is made in the folder."""
    subprocess.run(["localedef", "-f", "UTF-8", "-i", "de_DE", os.path.join(folder, "de_DE.UTF-8")],
                   check=True, timeout=200)
    return {"LOCPATH": folder, "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}
