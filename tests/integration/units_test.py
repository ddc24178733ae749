"""The systemd units are right, and shut in as much as they say.

    units_test.py SOURCE_DIR BIN_DIR

Exits with 77, which ctest calls skipped, where there is no systemd-analyze.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Of 10, as "systemd-analyze security" counts.
EXPOSURE_MAX = {"annuaire-server.service": 1.5, "annuaire-indexer.service": 2.0,
                "annuaire-ldap.service": 2.5}

source, programs = map(pathlib.Path, sys.argv[1:3])
if shutil.which("systemd-analyze") is None:
    sys.exit(77)

with tempfile.TemporaryDirectory() as folder:
    units = []
    for unit in sorted((source / "script" / "systemd").glob("annuaire-*")):
        text = unit.read_text(encoding="utf-8")
        # Where the programs are here, and a user that is here.
        text = re.sub("^(ExecStart(Pre)?=)(?=annuaire)", rf"\1{programs}/", text, flags=re.MULTILINE)
        text = text.replace(f"{programs}/annuaire-ldap-config", str(source / "script" / "ldap"))
        text = re.sub("^(User|Group)=.*", r"\1=daemon", text, flags=re.MULTILINE)
        units.append(pathlib.Path(folder) / unit.name)
        units[-1].write_text(text, encoding="utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    ours = [line for line in checked.stdout.splitlines() if "annuaire" in line]
    assert checked.returncode == 0 and not ours, checked.stdout
    for name, exposure in EXPOSURE_MAX.items():
        rated = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager",
             f"--threshold={round(exposure * 10)}", pathlib.Path(folder) / name],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        print(rated.stdout.splitlines()[-1])
        assert rated.returncode == 0, rated.stdout
