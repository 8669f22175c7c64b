# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Makes scorecard.md, scorecard.html and scorecard.svg of the reports in a directory: scorecard.py DIRECTORY."""
import collections, datetime, html, json, pathlib, platform, re, sys

TOP = pathlib.Path(__file__).resolve().parents[1]
RULES = {line.split(" | ")[0]: line.rstrip().split(" | ", 3)[3]
         for line in next(TOP.glob("rmux-pty-testkit/src/main/**/rules.txt")).read_text().splitlines()
         if not line.startswith("#")}
WORDS = {"pass": ("✓", "#2e7d32"), "fail": ("✗", "#c62828"), "known issue": ("limit", "#f9a825"), "absent": ("–", "#cfd8dc"),
         "not asked": ("", "#eceff1"), "skipped": ("skipped", "#cfd8dc"), "varies": ("varies", "#ef6c00")}


def plain(message):
    """A message without what differs in each run: the test's title, directories, process ids."""
    message = " ".join(message.split())
    for pattern, text in ((r"^[A-Z]+-\d+: [^:]+: ", ""), (r"^known issue: |^not asked: ", ""), (r"/tmp/junit-?\d+", "…"),
                          (r"@[0-9.]+-SNAPSHOT", ""), (re.escape(str(TOP)), "…")):
        message = re.sub(pattern, text, message)
    return message if len(message) <= 260 else message[:257] + "…"


class Library:
    def __init__(self, directory, key, notes):
        self.key = key
        self.command = (directory / f"{key}.command").read_text().strip()
        self.runs = [json.loads(file.read_text()) for file in sorted(directory.glob(f"{key}.[0-9]*.json"))]
        self.name = re.sub(r" of this source$|-SNAPSHOT$", "", next((line["provider"] for run in self.runs for line in run), key))
        self.lines = collections.defaultdict(list)
        for run in self.runs:
            for line in run:
                self.lines[line["rule"]].append(line)
        self.notes = notes.get(key, {})

    def outcome(self, rule):
        outcomes = {line["outcome"] for line in self.lines[rule]} or {"not asked"}
        return outcomes.pop() if len(outcomes) == 1 else "varies"

    def message(self, rule):
        """Of the first run that failed, if one did."""
        lines = sorted(self.lines[rule], key=lambda line: line["outcome"] != "fail")
        return plain(lines[0]["message"])

    def times(self, rule):
        outcomes = [line["outcome"] for line in self.lines[rule]]
        return f" ({outcomes.count('fail')} of {len(outcomes)} runs)" if self.outcome(rule) == "varies" else ""


def system():
    return f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}, {platform.machine()}"


def markdown(libraries, rules):
    yield "# Libraries by the contract\n"
    yield f"""Made on {datetime.date.today()}, on {system()}, of the reports of `scripts/scorecard`. Each library is judged through a
[driver](driver-protocol.md), by the {len(rules)} rules of [conformance.md](conformance.md) that a driver can be asked; the other rules are
about Java, or about what no verb reaches. A verdict is that of all runs of a library, which the second table counts; *varies*
means that they differed.

![The table as a picture](images/scorecard.svg)

✓ keeps the rule, ✗ breaks it, *limit*: the library's documentation or design leaves it to others, – : the library does not claim the
capability, *skipped*: the test needs the program's process id, which the library does not tell.
"""
    yield "| Rule | " + " | ".join(library.name for library in libraries) + " |\n|---" + "|---" * len(libraries) + "|"
    for rule in rules:
        yield f"| {rule} | " + " | ".join(WORDS[library.outcome(rule)][0] for library in libraries) + " |"
    yield "\n| Library | ✓ | ✗ | limit | – | varies | runs |\n|---|---|---|---|---|---|---|"
    for library in libraries:
        count = collections.Counter(library.outcome(rule) for rule in rules)
        yield f"| {library.name} | " + " | ".join(str(count[word]) for word in ("pass", "fail", "known issue", "absent", "varies")) + f" | {len(library.runs)} |"
    yield "\n## The rules\n\n| Rule | What it says |\n|---|---|"
    yield from (f"| {rule} | {RULES[rule]} |" for rule in rules)
    yield """
## What was seen

Each verdict was looked at by hand: is it the library that breaks the rule, used as its documentation says? The notes say what that
showed. A command below, with a rule's name, repeats a verdict; `scripts/scorecard --only NAME` prepares what it needs.
"""
    for library in libraries:
        yield f"### {library.name}\n\n```\n./rmux-pty conformance --driver '{library.command}' --rule RULE\n```\n"
        for rule in rules:
            if library.outcome(rule) in ("fail", "varies"):
                note = library.notes.get(rule, "")
                yield f"- {rule}{library.times(rule)}: {escape(library.message(rule))}" + (f" *{note}*" if note else "")
            elif library.outcome(rule) == "known issue":
                yield f"- {rule}, limit: {escape(library.message(rule))}"
        yield ""


def escape(text):
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text)


def picture(libraries, rules):
    width, height, left, top = 58, 18, 84, 118
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width * len(libraries) + 60}" height="{top + height * len(rules) + 44}" '
           'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>')
    for x, library in enumerate(libraries):
        yield f'<text transform="translate({left + x * width + 22},{top - 8}) rotate(-45)">{html.escape(library.name)}</text>'
    for y, rule in enumerate(rules):
        yield f'<text x="8" y="{top + y * height + 13}">{rule}</text>'
        for x, library in enumerate(libraries):
            color = WORDS[library.outcome(rule)][1]
            title = html.escape(f"{library.name}, {rule}: {library.outcome(rule)}. {library.message(rule)}")
            yield (f'<rect x="{left + x * width}" y="{top + y * height}" width="{width - 3}" height="{height - 3}" rx="2" fill="{color}">'
                   f"<title>{title}</title></rect>")
    for x, (word, (_, color)) in enumerate(item for item in WORDS.items() if item[0] not in ("skipped", "not asked")):
        at = left + x * 110
        yield f'<rect x="{at}" y="{top + height * len(rules) + 16}" width="14" height="14" rx="2" fill="{color}"/>'
        yield f'<text x="{at + 20}" y="{top + height * len(rules) + 27}">{word.replace("known issue", "limit")}</text>'
    yield "</svg>"


def page(libraries, rules):
    yield ('<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Libraries by the contract</title><style>'
           "body{font-family:sans-serif;margin:2em}td,th{padding:.2em .6em;border:1px solid #ccc;text-align:center}"
           "td:first-child{text-align:left;white-space:nowrap}li{margin:.3em 0}code{font-size:90%}</style>")
    yield f"<h1>Libraries by the contract</h1><p>{datetime.date.today()}, {system()}, <code>scripts/scorecard</code></p>"
    yield "<table><tr><th>Rule" + "".join(f"<th>{html.escape(library.name)}" for library in libraries)
    for rule in rules:
        yield f'<tr><td title="{html.escape(RULES[rule])}">{rule}'
        for library in libraries:
            mark, color = WORDS[library.outcome(rule)]
            yield f'<td style="color:{color}" title="{html.escape(library.message(rule))}">{mark}'
    yield "</table>"
    for library in libraries:
        yield f"<h2>{html.escape(library.name)}</h2><p><code>{html.escape(library.command)}</code></p><ul>"
        for rule in rules:
            if library.outcome(rule) not in ("pass", "absent", "not asked"):
                note = html.escape(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", library.notes.get(rule, "")))
                yield f"<li>{rule}{library.times(rule)}: {html.escape(library.message(rule))} <em>{note}</em>"
        yield "</ul>"


def main(directory):
    notes = json.loads((TOP / "drivers" / "notes.json").read_text())
    libraries = [Library(directory, file.stem, notes) for file in sorted(directory.glob("*.command"))]
    libraries = [library for library in libraries if library.runs]
    libraries.sort(key=lambda library: (library.key != "rmux-pty", library.key))
    rules = [rule for rule in RULES
             if any(library.outcome(rule) in ("pass", "fail", "known issue", "varies") for library in libraries if library.lines[rule])]
    for name, parts in (("scorecard.md", markdown), ("scorecard.html", page), ("scorecard.svg", picture)):
        (directory / name).write_text("\n".join(parts(libraries, rules)) + "\n")


main(pathlib.Path(sys.argv[1]))
