// What goes beyond the rows: where the hours went, what could be reached, why percentages differ, more measures. Each part is
// there only where it was asked for.

function drawAnalysis() {
  const { analysis } = onBasis();
  part("flows", analysis.waterfall, drawFlows);
  part("ceiling", analysis.ceiling, drawCeiling);
  part("gaps", analysis.reconciliations.length ? analysis.reconciliations : null, drawGaps);
  part("measures", analysis.measures, drawMeasures);
}

/** Shows a section and draws it, or hides it. */
function part(id, content, draw) {
  byId(`${id}-section`).hidden = !content;
  if (content) draw(content);
}

/** A list whose later items are folded away. */
function folded(list, items, what) {
  const rest = items.slice(FIRST_BARS);
  list.replaceChildren(...items.slice(0, FIRST_BARS));
  if (rest.length) list.append(make("li", {}, make("details", {}, make("summary", {}, `${rest.length} more ${what}`), make("ul", { class: list.className }, ...rest))));
}

function drawFlows({ parts, rows, note }) {
  byId("flows-key").replaceChildren(...parts.map(([key, heading]) => make("span", {}, make("span", { class: `piece ${key}` }), heading)));
  folded(byId("flows"), rows.filter((row) => row.active || !chosen.hideInactive).map((row) => flow(row, parts)), "resources");
  byId("flows-note").textContent = note;
}

function flow({ name, active, whole, parts, beside }, kinds) {
  const bar = make("div", { class: "track flow", "aria-hidden": "true" });
  const told = [];
  parts.forEach((one, position) => {
    if (!one) return;
    const [key, heading] = kinds[position];
    const [share, time] = one;
    const piece = make("span", { class: `piece ${key}` });
    piece.style.width = `${share}%`;
    bar.append(piece);
    told.push(`${heading.toLowerCase()} ${time}`);
  });
  const more = beside.length ? [`outside of the sum: ${beside.join(", ")}`] : [];
  return bared(name, active, [`open ${whole}`], bar, [...told, ...more]);
}

/** An item of a list of bars: name, figure, bar, and what is behind it. */
function bared(name, active, figure, bar, behind) {
  return make("li", { class: active ? null : "inactive" },
    make("div", { class: "line" },
      make("span", { class: "name" }, make("bdi", {}, name), inactiveTag({ active })),
      make("span", { class: "share" }, ...figure)),
    bar,
    make("p", { class: "behind" }, ...behind.flatMap((one, place) => [place ? " · " : "", make("span", {}, one)])));
}

function drawCeiling({ rows, notes }) {
  folded(byId("ceiling"), rows.map(reach), "sets of resources");
  byId("ceiling-note").textContent = notes.join(" ");
}

function reach({ name, now, shares, behind }) {
  const [booked, reached, bound] = shares;
  const bar = make("div", { class: "track reach", "aria-hidden": "true" });
  for (const [share, kind] of [[reached, "reached"], [booked, "now"], [bound, "bound"]]) {
    if (share === null) continue;
    const fill = make("span", { class: `span ${kind}` });
    fill.style.width = `${share}%`;
    bar.append(fill);
  }
  return bared(name, true, [make("strong", {}, now)], bar, behind);
}

function drawGaps(gaps) {
  byId("gaps").replaceChildren(...gaps.map(gap));
}

function gap({ names, shares, steps, whole, nothing }) {
  const row = (points, cause, kind) => make("tr", { class: kind }, make("td", { class: "number" }, points), make("td", {}, cause));
  const head = make("tr", {}, make("th", { scope: "col", class: "number" }, "Points"), make("th", { scope: "col" }, "Cause"));
  const told = [make("bdi", {}, names[0]), ` ${shares[0]}, `, make("bdi", {}, names[1]), ` ${shares[1]}`];
  if (whole === null) return make("div", {}, make("h3", {}, ...told), make("p", { class: "hint" }, nothing));
  return make("div", {},
    make("h3", {}, ...told),
    make("table", { class: "causes" },
      make("thead", {}, head),
      make("tbody", {}, ...steps.map(([points, cause]) => row(points, cause)), row(whole, "percentage points in all", "whole"))));
}

function drawMeasures({ rows, note, days, doubleBookings, outsideHours }) {
  drawPlain("measures", rows);
  byId("measures-note").textContent = note;
  drawPlain("days", days);
  folded(byId("doubled"), told(doubleBookings), "double bookings");
  folded(byId("outside"), told(outsideHours), "bookings outside hours");
}

function told(sentences) {
  return (sentences.length ? sentences : ["None."]).map((sentence) => make("li", {}, sentence));
}

/** A table that is only read. */
function drawPlain(id, { headings, rows }) {
  const head = headings.map((heading, place) => make("th", { scope: "col", class: place ? "number" : null }, heading));
  const line = ([name, ...cells]) => make("tr", {}, make("th", { scope: "row" }, make("bdi", {}, name)), ...cells.map((cell) => make("td", { class: "number" }, cell)));
  byId(id).replaceChildren(make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows.map(line)));
}
