// The tables of resources and people: columns that sort, rows that the reader has not filtered out.

/** A table shows no more rows than these; the reader finds the others by sorting and by their name. */
const FIRST_ROWS = 500;

/** A column: its key, its title, the value it is sorted by, the text, and whether it is a number. */
const column = (key, title, value, text, number) => ({ key, title, value, text, number });

const name = column("name", "Name", (row) => row.name, (row) => row.name, false);
const place = column("location", "Location", (row) => row.location, (row) => row.location, false);
const status = column("status", "Status", (row) => row.text.status, (row) => row.text.status, false);
const figures = [
  column("appointments", "Appointments", (row) => row.appointments, (row) => row.text.appointments, true),
  column("booked", "Booked", (row) => row.bookedMinutes, (row) => row.text.booked, true),
  column("available", "Available", (row) => row.availableMinutes, (row) => row.text.available + (row.limited ? " *" : ""), true),
  column("utilisation", "Utilisation", (row) => row.utilisation, (row) => row.text.utilisation + (row.text.overbooked ? " !" : ""), true),
  column("revenue", "Revenue", (row) => row.revenue, (row) => row.text.revenue, true),
];

/** The two tables, and how each is sorted. */
const tables = {
  resources: {
    columns: [
      name,
      column("kind", "Type", (row) => row.text.kind, (row) => row.text.kind, false),
      place,
      column("capacity", "Capacity", (row) => row.capacity, (row) => String(row.capacity), true),
      ...figures,
      status,
    ],
    rows: shownRows,
    by: "utilisation",
    down: true,
  },
  team: { columns: [name, place, ...figures, status], rows: teamRows, by: "utilisation", down: true },
};

function buildTable(id) {
  const table = tables[id];
  const heads = table.columns.map(({ key, title, number }) => {
    const button = make("button", { type: "button" }, title, make("span", { class: "arrow", "aria-hidden": "true" }));
    button.addEventListener("click", () => {
      table.down = table.by === key ? !table.down : number;
      table.by = key;
      drawTable(id);
    });
    return make("th", { scope: "col", "data-key": key, class: number ? "number" : null }, button);
  });
  byId(id).replaceChildren(make("thead", {}, make("tr", {}, ...heads)), make("tbody"));
}

function drawTable(id) {
  const table = tables[id];
  for (const head of byId(id).querySelectorAll("th[data-key]")) {
    const sorted = head.dataset.key === table.by;
    head.setAttribute("aria-sort", sorted ? (table.down ? "descending" : "ascending") : "none");
  }
  const rows = sorted(table.rows(), table.columns.find(({ key }) => key === table.by), table.down);
  const shown = rows.slice(0, FIRST_ROWS);
  const none = make("tr", {}, make("td", { colspan: table.columns.length, class: "hint" }, "Nothing to show."));
  byId(id).tBodies[0].replaceChildren(...(shown.length ? shown.map((row) => line(row, table.columns)) : [none]));
}

/** Equal rows keep the order of the report; what is undefined comes last either way. */
function sorted(rows, { value, number }, down) {
  const compare = (one, two) => (number ? one - two : one.localeCompare(two));
  return rows.sort((one, two) => {
    const [first, second] = [value(one), value(two)];
    if (first === null || second === null) return (first === null) - (second === null);
    return down ? compare(second, first) : compare(first, second);
  });
}

function line(row, columns) {
  const cells = columns.map(({ key, text, number }) => {
    if (key === "name") return make("th", { scope: "row" }, make("bdi", {}, text(row)));
    if (key === "status" && !row.active) return make("td", {}, inactiveTag(row));
    if (key === "utilisation") {
      const [tone, word] = level(row.text);
      const dot = word ? make("span", { class: `level ${tone}`, role: "img", "aria-label": word, title: word }) : null;
      return make("td", { class: "number" }, dot, text(row));
    }
    return make("td", { class: number ? "number" : null }, text(row));
  });
  return make("tr", { class: row.active ? null : "inactive" }, ...cells);
}

/** What the marks in the table mean, where it has any. */
function drawNote() {
  const rows = shownRows();
  const notes = ["Times are hours:minutes. Choose a heading to sort by it."];
  if (rows.some((row) => row.limited)) notes.push("* own hours or maintenance limit what is available.");
  if (rows.some((row) => row.text.overbooked)) notes.push("! more is booked than was available.");
  if (rows.some((row) => row.utilisation === null)) notes.push("– nothing is available, so there is no utilisation.");
  const hidden = resourceRows().length - Math.min(rows.length, FIRST_ROWS);
  if (hidden) notes.push(`${hidden} of ${resourceRows().length} resources are not shown; the cards count them all.`);
  byId("resources-note").textContent = notes.join(" ");
}
