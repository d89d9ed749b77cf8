#!/usr/bin/env python3
"""Opens a report in a headless Chromium and checks what a reader sees.

usage: check.py REPORT.html COMPARISON.json [--shots FOLDER] [--axe axe.min.js]

Needs `chromium` and `chromedriver` (Debian: chromium, chromium-driver) and Python's standard library. Checks that

- the figures on the page are those of the JSON, cell by cell;
- a click, Enter and Space on a figure open the sentence that the JSON quotes, with the figure marked, and Escape closes it;
- a click on a statement of a finding, and on a number of the tables of tasks and bodies, opens a panel that is not empty;
- every pair of figures is graded as often as the page counts, and the ranks read from 1 on;
- both languages show, and one at a time; units and names of regions are not Chinese in the English matrix;
- nothing is wider than a phone;
- the console is silent and no request leaves the page.

With --axe it also runs that file, the accessibility checker axe-core, wide and dark, narrow and light, and takes what is
serious or critical for wrong. With --shots it leaves screenshots in the folder. Exits with 1 and a list of what is wrong.
"""

import argparse
import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1400,1000",
]
ENTER, SPACE, ESCAPE = "\ue007", " ", "\ue00c"


class Browser:
    """A session of WebDriver, over plain HTTP."""

    def __init__(self, folder):
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=9516"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.session = ""
        options = {"args": FLAGS + [f"--user-data-dir={folder}"], "binary": shutil.which("chromium")}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        for _ in range(50):
            try:
                made = self.post("/session", {"capabilities": {"alwaysMatch": wanted}})
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise SystemExit("chromedriver does not answer")
        self.session = "/session/" + made["sessionId"]
        # A busy machine takes its time over the accessibility checker.
        self.post("/timeouts", {"script": 300_000})

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request("http://127.0.0.1:9516" + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=330) as answer:
            return json.load(answer)["value"]

    def post(self, path, body):
        return self.call("POST", self.session + path, body)

    def run(self, script, *arguments):
        return self.post("/execute/sync", {"script": script, "args": list(arguments)})

    def keys(self, keys):
        press = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.post("/actions", {"actions": [{"type": "key", "id": "keys", "actions": press}]})

    def screen(self, width, height, dark=False):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", {"features": [scheme]})

    def devtools(self, command, parameters):
        return self.post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def shot(self, path):
        path.write_bytes(base64.b64decode(self.call("GET", self.session + "/screenshot")))

    def log(self, kind):
        return self.post("/se/log", {"type": kind})

    def close(self):
        try:
            self.call("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()


def figures(comparison):
    """What each figure of the JSON must be on the page."""
    for row in comparison["rows"]:
        for cell in row["cells"]:
            for kind in ("stated", "relative", "derived"):
                for figure in cell.get(kind, []) if isinstance(cell, dict) else []:
                    observation = figure["observation"]
                    yield {
                        "plan": observation["plan"],
                        "statement": observation["indicator"],
                        "metric": row["metric"],
                        "kind": row["kind"],
                        "bound": observation["bound"],
                        "value": figure["shown"]["lo"] or "",
                    }, observation["quote"] if "quote" in observation else observation["evidence"]["quote"]


def bare(text):
    return re.sub(r"\s+", "", text)


def accessibility(browser, axe):
    """What axe-core finds that is serious or critical."""
    browser.run(axe + "; window.axe = axe")
    script = """const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(found => done(found.violations
        .filter(v => ['serious', 'critical'].includes(v.impact))
        .map(v => `${v.id} (${v.nodes.length}): ${v.nodes[0].html} ${v.nodes[0].failureSummary}`)))"""
    return browser.post("/execute/async", {"script": script, "args": []})


def check(browser, page, comparison, shots, axe):
    wrong = []

    def expect(holds, message):
        if not holds:
            wrong.append(message)

    browser.screen(1400, 1000)
    # What the browser fetched for its own first tab is not the page's.
    browser.post("/url", {"url": "about:blank"})
    browser.log("browser")
    browser.log("performance")
    began = time.monotonic()
    browser.post("/url", {"url": page.resolve().as_uri()})
    took = time.monotonic() - began
    expect(took < 1, f"opened in {took:.1f} s, expected less than 1")
    if shots:
        browser.shot(shots / "report.png")
    wanted = list(figures(comparison))
    shown = browser.run("return [...document.querySelectorAll('button.figure')].map(b => ({...b.dataset}))")
    shown = [{key: figure[key] for key in ("plan", "statement", "metric", "kind", "bound", "value")} for figure in shown]
    expect(shown == [figure for figure, _ in wanted], "the figures of the page are not those of the JSON")
    text = "return [...document.querySelectorAll('button.figure')].map(b => b.querySelector('.value').textContent)"
    for (figure, _), said in zip(wanted, browser.run(text)):
        expect(figure["value"] in said, f"{figure}: shown as {said!r}")
    # Every panel holds its quote; the first ones are opened as a reader would.
    marks = browser.run(
        "return [...document.querySelectorAll('button.figure')]"
        ".map(b => document.getElementById(b.getAttribute('popovertarget')).querySelector('mark').textContent)"
    )
    for (figure, quote), mark in zip(wanted, marks):
        expect(bare(quote) == bare(mark), f"{figure}: quotes {mark!r}, expected {quote!r}")
    opened = "return [...document.querySelectorAll(':popover-open')].map(p => p.querySelector('mark').innerText)"
    for place, how in enumerate(["click", ENTER, SPACE]):
        focus = "const b = document.querySelectorAll('button.figure')[arguments[0]]; b.scrollIntoView({block: 'center'}); b.focus();"
        browser.run(focus, place)
        if how == "click":
            found = browser.run("return document.activeElement")
            browser.post(f"/element/{list(found.values())[0]}/click", {})
        else:
            browser.keys([how])
        seen = browser.run(opened)
        expect([bare(text) for text in seen] == [bare(wanted[place][1])], f"{how!r} opens {seen}")
        if shots and how == "click":
            browser.shot(shots / "panel.png")
        browser.keys([ESCAPE])
        expect(browser.run(opened) == [], "Escape does not close the panel")
        back = browser.run("return document.activeElement.className")
        expect(back == "figure", f"after Escape the focus is on {back!r}")
    for kind in ("button.cite", "#topics ~ .scroll .heat button", "#heat ~ .scroll .heat button", "#network ~ .scroll .heat button"):
        if not browser.run("return !!document.querySelector(arguments[0])", kind):
            continue
        target = "const b = document.querySelector(arguments[0]); b.scrollIntoView({block: 'center'}); return b"
        button = list(browser.run(target, kind).values())[0]
        name = browser.call("GET", f"{browser.session}/element/{button}/computedlabel")
        expect(len(name) > 2, f"{kind} is called {name!r}")
        browser.post(f"/element/{button}/click", {})
        said = browser.run("return [...document.querySelectorAll(':popover-open')].map(p => p.innerText.length)")
        expect(len(said) == 1 and said[0] > 10, f"{kind} opens {said}")
        browser.keys([ESCAPE])
    ranks = """return [...document.querySelectorAll('.places')].map(list =>
        [...list.querySelectorAll('.place')].map(place => parseInt(place.textContent)))"""
    for places in browser.run(ranks):
        expect(len(places) > 1 and places[0] == 1 and places == sorted(places), f"places {places}")
    for language, other in (("en", "zh"), ("zh", "en")):
        browser.run("document.getElementById(arguments[0]).click(); window.scrollTo(0, 0)", f"show-{language}")
        visible = "return [...document.querySelectorAll(`.${arguments[0]}, i[lang=${arguments[0]}]`)].filter(e => e.checkVisibility()).length"
        expect(browser.run(visible, language) > 0, f"nothing shows in {language}")
        expect(browser.run(visible, other) == 0, f"{other} shows beside {language}")
        heads = "return [...document.querySelectorAll('.matrix thead th, .matrix .measure, .rank h3')].map(e => e.innerText)"
        chinese = [head for head in browser.run(heads) if re.search("[\u4e00-\u9fff]", head)]
        expect(language == "zh" or not chinese, f"Chinese in the English view: {chinese[:5]}")
        if shots:
            browser.shot(shots / f"light-{language}.png")
    unnamed = "return [...document.querySelectorAll('button')].filter(b => !b.textContent.trim()).length"
    expect(browser.run(unnamed) == 0, "some buttons have no name")
    twice = "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size"
    expect(browser.run(twice) == 0, "some ids are used twice")
    screens = [("dark", 1400, 1000, True), ("phone", 390, 844, False), ("dark-phone", 390, 844, True), ("light", 1400, 1000, False)]
    for name, width, height, dark in screens:
        browser.screen(width, height, dark)
        # What is folded is looked at too.
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        # Wide and narrow, light and dark: the other two differ in nothing that the checker sees.
        if axe and name in ("dark", "phone"):
            wrong.extend(f"{name}: {found}" for found in accessibility(browser, axe))
        browser.run("window.scrollTo(0, 0)")
        wide = browser.run("return document.documentElement.scrollWidth")
        expect(wide <= width, f"{name}: {wide} wide, expected at most {width}")
        if shots:
            browser.shot(shots / f"{name}.png")
            for section in ("matrix", "charts", "ranking", "audit", "topics", "bodies", "heat", "network"):
                found = "const e = document.getElementById(arguments[0]); e?.scrollIntoView(); return !!e"
                if browser.run(found, section):
                    browser.shot(shots / f"{name}-{section}.png")
    for entry in browser.log("browser"):
        wrong.append(f"console: {entry['message']}")
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            expect(url.startswith(("file:", "data:", "about:")), f"a request leaves the page: {url}")
    expect(page.stat().st_size < 1_000_000, f"{page.stat().st_size} bytes, expected less than 1,000,000")
    return wrong, len(wanted)


def main():
    options = argparse.ArgumentParser(description="Checks a report in a headless Chromium.")
    options.add_argument("page", type=pathlib.Path)
    options.add_argument("data", type=pathlib.Path)
    options.add_argument("--shots", type=pathlib.Path)
    options.add_argument("--axe", type=pathlib.Path)
    given = options.parse_args()
    page, data, shots = given.page, given.data, given.shots
    axe = given.axe.read_text(encoding="utf-8") if given.axe else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    comparison = json.loads(data.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(folder)
        try:
            wrong, count = check(browser, page, comparison, shots, axe)
        finally:
            browser.close()
    for message in wrong[:40]:
        print(f"{page}: {message}", file=sys.stderr)
    print(f"{page}: {count} figures, {len(wrong)} problems")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
