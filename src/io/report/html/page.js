// What all parts of the page share: the data, what the reader has chosen, and how elements are made.

const data = JSON.parse(document.getElementById("data").textContent);

/** What the reader has chosen. */
const chosen = { basis: data.basis, hideInactive: data.hideInactive, find: "" };

/** An element by its id. */
function byId(id) {
  return document.getElementById(id);
}

/** A new element. Children are elements or text; text never becomes markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The position of the chosen basis, and the report on it. */
function basisIndex() {
  return data.bases.findIndex((basis) => basis.report.basis === chosen.basis);
}

function onBasis() {
  return data.bases[basisIndex()];
}

/** Each row of the report with its figures as text, in the order of the report: by utilisation, highest first. */
function resourceRows() {
  const { report, rows } = onBasis();
  return report.rows.map((row, position) => ({ ...row, location: data.sites[row.site], text: rows[position] }));
}

function teamRows() {
  const { report, team } = onBasis();
  return (report.team ?? []).map((row, position) => ({ ...row, location: data.sites[row.site], text: team[position] }));
}

/** The rows that the reader wants to see. */
function shownRows() {
  const wanted = chosen.find.trim().toLowerCase();
  return resourceRows().filter((row) => {
    const text = `${row.name} ${row.text.kind} ${row.location}`.toLowerCase();
    return (row.active || !chosen.hideInactive) && text.includes(wanted);
  });
}

/** How a level is called. The word says what the colour says. */
const LEVELS = { green: ["good", "Good"], yellow: ["fair", "Fair"], red: ["low", "Low"] };

function level(text) {
  return LEVELS[text.level] ?? ["none", ""];
}

/** A tag behind the name of an inactive resource or person. */
function inactiveTag(row) {
  return row.active ? null : make("span", { class: "tag" }, "Inactive");
}
