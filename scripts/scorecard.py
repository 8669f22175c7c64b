# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Makes a table of rules and libraries from the reports in a directory: scorecard.py DIRECTORY."""
import datetime, json, pathlib, platform, sys

reports = [json.loads(file.read_text()) for file in sorted(pathlib.Path(sys.argv[1]).glob("*.json"))]
libraries = [report[0]["provider"] for report in reports if report]
verdicts = {(line["rule"], line["provider"]): line for report in reports for line in report}
asked = ("pass", "fail")
rules = [r for r in dict.fromkeys(line["rule"] for report in reports for line in report)
         if any(verdicts.get((r, library), {}).get("outcome") in asked for library in libraries)]
print(f"""# Libraries by the contract

Made by `scripts/scorecard` on {datetime.date.today()}, on {platform.system()} {platform.release()}, {platform.machine()}. Each
verdict comes again with `rmux-pty conformance --driver COMMAND --rule RULE`. Rules that no library was asked are left out.
""")
print("| Rule | " + " | ".join(libraries) + " |\n|---" * 1 + "|---" * len(libraries) + "|")
for rule in rules:
    print(f"| {rule} | " + " | ".join(verdicts.get((rule, l), {}).get("outcome", "") for l in libraries) + " |")
print("\n## What was seen\n")
for library in libraries:
    for rule in rules:
        line = verdicts.get((rule, library), {})
        if line.get("outcome") == "fail":
            message = " ".join(line["message"].split()).replace("|", "\\|")
            print(f"- {library}, {rule}: {message[:400]}")
