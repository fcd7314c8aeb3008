// The web page of the report as people use it: in a browser without network, on a desktop and a phone, light and dark.
// `make test-page` runs it; the pictures that it takes are in target/page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = path.join(root, "target/page");
const require = createRequire(path.join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const DEMO = ["fixtures/salon.demo-week.problem.json", "fixtures/salon.demo-week.plan.json", "--team"];

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

/** Writes the page of a report and gives its path. */
function report(name, ...args) {
  const file = path.join(folder, `${name}.html`);
  execFileSync(path.join(root, "target/release/slotwright"), ["report", ...args, "--format", "html", "-o", file], { cwd: root });
  return file;
}

/** What the program says of the same report as JSON. */
function json(...args) {
  return JSON.parse(execFileSync(path.join(root, "target/release/slotwright"), ["report", ...args, "--format", "json"], { cwd: root }));
}

/** Opens a page with the network off and fails on whatever it complains about. */
async function open(file, size = "desktop", colorScheme = "light", more = {}) {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme, offline: true, hasTouch: size === "phone", ...more });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) page.complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function close(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

const text = (page, selector) => page.locator(selector).innerText();
const texts = (page, selector) => page.locator(selector).allInnerTexts();
/** Clicks on the words of a choice. */
const pick = (page, value) => page.locator(`label:has(input[value="${value}"])`).click();

/** What a checker of accessibility finds wrong, contrast included. */
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
}

for (const size of Object.keys(SIZES)) {
  for (const scheme of ["light", "dark"]) {
    test(`the demo week on a ${size}, ${scheme}`, async () => {
      const page = await open(report("demo", ...DEMO), size, scheme);
      assert.equal(await page.locator("#bars li:visible").count(), 15);
      assert.equal(await page.locator(".card:visible").count(), 4);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(sideways, 0, "the page must not scroll sideways");
      assert.deepEqual(await faults(page), []);
      await page.screenshot({ path: path.join(folder, `${size}-${scheme}.png`), fullPage: true });
      await close(page);
    });
  }
}

test("the toggle shows the figures of each basis at once", async () => {
  const page = await open(report("demo", ...DEMO));
  const seen = {};
  for (const basis of ["opening", "eligible", "staff"]) {
    await pick(page, basis);
    const expected = json(...DEMO, "--basis", basis);
    const utilisation = `${(expected.kpis.utilisation * 100).toFixed(1)}%`;
    seen[basis] = await text(page, "#cards");
    assert.ok(seen[basis].includes(utilisation), `${basis}: ${seen[basis]} has no ${utilisation}`);
    assert.deepEqual(await texts(page, "#resources tbody th bdi"), expected.rows.map((row) => row.name));
    assert.deepEqual(await texts(page, "#bars bdi"), expected.rows.map((row) => row.name));
    assert.deepEqual(await texts(page, "#warnings li"), expected.warnings.map((warning) => warning.message));
    assert.ok((await page.locator("#said").textContent()).includes(utilisation));
  }
  assert.equal(new Set(Object.values(seen)).size, 3, "three bases have three averages");
  await close(page);
});

test("columns sort by value, either way, and inactive rows can be hidden", async () => {
  const page = await open(report("demo", ...DEMO));
  const { rows, kpis } = json(...DEMO);
  const names = () => texts(page, "#resources tbody th bdi");
  const by = (value) => [...rows].sort((one, two) => value(one) - value(two));
  const sortBy = (title) => page.locator("#resources thead button", { hasText: title }).click();
  await sortBy("Revenue");
  assert.equal(await page.locator("#resources th[aria-sort=descending]").innerText().then((title) => title.startsWith("Revenue")), true);
  assert.deepEqual(await names(), by((row) => -row.revenue).map((row) => row.name));
  await sortBy("Revenue");
  assert.deepEqual(await names(), by((row) => row.revenue).map((row) => row.name));
  await sortBy("Name");
  assert.equal((await names())[0], rows.map((row) => row.name).sort()[0]);

  const before = await text(page, "#cards");
  await page.locator("#hide-inactive").check();
  const active = rows.filter((row) => row.active);
  assert.ok(active.length < rows.length);
  assert.equal((await names()).length, active.length);
  assert.equal(await page.locator("#bars li").count(), active.length);
  assert.equal(await text(page, "#cards"), before, "the cards count hidden resources all the same");
  assert.ok(before.includes(`${kpis.resources}`));
  await page.locator("#find").fill("room");
  assert.ok((await names()).length > 0 && (await names()).every((name) => /room/i.test(name)));
  await close(page);
});

test("what was asked for beside the rows is there on every basis, and nothing else is", async () => {
  const file = "fixtures/report.scenario-3-anna.problem.json";
  const asked = [file, "--from", "2026-11-16", "--to", "2026-11-22", "--team", "--waterfall", "--ceiling", "--reconcile", "anna:ipl-1", "--measures"];
  for (const size of Object.keys(SIZES)) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(report("analysis", ...asked), size, scheme);
      const seen = new Set();
      for (const basis of ["opening", "eligible", "staff"]) {
        await pick(page, basis);
        const expected = json(...asked, "--basis", basis);
        const [gap] = expected.reconciliations;
        assert.match(await text(page, "#gaps .whole"), new RegExp(gap.percentagePoints.toFixed(2).replace("-", "[-]")));
        assert.equal(await page.locator("#flows > li").count(), 1 + expected.waterfall.rows.length);
        assert.equal(await page.locator("#ceiling > li").count(), expected.ceilings.length);
        assert.equal(await page.locator("#days tbody tr").count(), expected.measures.total.days.length);
        seen.add(await text(page, "#flows > li:first-child"));
      }
      assert.ok(seen.size > 1, "the hours depend on the basis");
      const bars = await page.locator("#flows .flow").evaluateAll((bars) => bars.map((bar) => [bar.clientWidth, bar.scrollWidth]));
      assert.ok(bars.every(([room, needed]) => needed <= room), `no bar is wider than its room: ${bars}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(sideways, 0, "the page must not scroll sideways");
      assert.deepEqual(await faults(page), []);
      await page.screenshot({ path: path.join(folder, `analysis-${size}-${scheme}.png`), fullPage: true });
      await close(page);
    }
  }
  const page = await open(report("plain", file));
  for (const part of ["flows", "ceiling", "gaps", "measures"]) {
    assert.ok(!(await page.locator(`#${part}-section`).isVisible()), part);
  }
  await close(page);
});

test("busy hours are those of the chosen resource and basis", async () => {
  const page = await open(report("demo", ...DEMO));
  const cells = () => texts(page, "#hours tbody td");
  const all = await cells();
  await page.locator("#hours-of").selectOption({ label: "IPL machine" });
  const machine = await cells();
  assert.notDeepEqual(machine, all);
  await pick(page, "eligible");
  assert.notDeepEqual(await cells(), machine);
  assert.equal(all.length % 7, 0);
  await close(page);
});

test("a booking is on the rows of its person and of its resources", async () => {
  const page = await open(report("demo", ...DEMO));
  assert.equal(await page.locator("#calendar tbody tr:not(.group)").count(), 8 + 15);
  const block = page.locator("#calendar .block").first();
  await block.click();
  const rows = await page.locator("#calendar tr:has(.chosen) th bdi").allInnerTexts();
  assert.ok(rows.length >= 2, `it is on ${rows}`);
  const said = await text(page, "#booking");
  assert.ok(rows.every((name) => said.includes(name)), `${said} names ${rows}`);
  await block.press("ArrowRight");
  assert.notEqual(await text(page, "#booking"), said);
  await page.locator("#calendar thead button").nth(2).click();
  assert.match(await text(page, "#calendar-dates"), /^Wednesday, 25 November 2026$/);
  await page.locator("#later").click();
  assert.match(await text(page, "#calendar-dates"), /^Thursday/);
  await page.screenshot({ path: path.join(folder, "calendar-day.png"), fullPage: true });
  await close(page);
});

test("weeks can be turned over where the period is long", async () => {
  const page = await open(report("weeks", ...DEMO, "--from", "2026-11-12", "--to", "2026-11-30"));
  assert.equal(await text(page, "#calendar-dates"), "16–22 November 2026");
  await page.locator("#later").click();
  assert.equal(await text(page, "#calendar-dates"), "23–29 November 2026");
  await page.locator("#later").click();
  assert.equal(await text(page, "#calendar-dates"), "Monday, 30 November 2026");
  assert.ok(await page.locator("#later").isDisabled());
  await close(page);
});

test("each location has a calendar of its own", async () => {
  const page = await open(report("sites", "fixtures/tiny.other-site.problem.json", "fixtures/tiny.other-site.plan.json"));
  const names = () => texts(page, "#calendar tbody th bdi");
  const first = await names();
  await page.locator("#calendar-site").selectOption({ index: 1 });
  assert.notDeepEqual(await names(), first);
  assert.ok((await texts(page, "#hours-of option")).slice(1).every((title) => title.includes(" · ")));
  await close(page);
});

test("the banner is there where nobody configured working hours", async () => {
  const page = await open(report("no-hours", "fixtures/report.no-hours.problem.json"), "phone", "dark");
  assert.match(await text(page, "#warnings li[data-code=noWorkingHours]"), /^No working hours configured/);
  assert.deepEqual(await faults(page), []);
  await page.screenshot({ path: path.join(folder, "banner.png"), fullPage: true });
  await close(page);
});

test("on paper everything is there, on white, also from a dark screen", async () => {
  const page = await open(report("demo", ...DEMO), "desktop", "dark");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await page.pdf({ path: path.join(folder, "demo.pdf"), format: "A4" });
  assert.ok(await page.locator("#calendar").isVisible());
  assert.ok(!(await page.locator("#find").isVisible()));
  await close(page);
});

test("names with markup stay names, and no script is needed for the figures", async () => {
  const problem = JSON.parse(readFileSync(path.join(root, DEMO[0]), "utf8"));
  const wicked = `</script><img src=x onerror="document.title='broken'"><!-- {{style}} & 'é'`;
  problem.name = wicked;
  problem.resources[0].name = wicked;
  const input = path.join(folder, "wicked.problem.json");
  writeFileSync(input, JSON.stringify(problem));
  const file = report("wicked", input);
  const page = await open(file);
  assert.equal(await page.title(), `Resources report · ${wicked}`);
  assert.equal(await text(page, "h1"), wicked);
  assert.ok((await texts(page, "#bars bdi")).includes(wicked));
  assert.equal(await page.locator("img").count(), 0);
  await close(page);
  const plain = await open(file, "phone", "light", { javaScriptEnabled: false });
  assert.equal(await plain.locator("noscript tbody tr, tbody tr").count() >= problem.resources.length, true);
  await close(plain);
});
