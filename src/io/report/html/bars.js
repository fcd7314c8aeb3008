// The cards at the top and the utilisation bars.

/** More bars than these are shown only when asked for. */
const FIRST_BARS = 40;

let allBars = false;

function drawCards() {
  const { cards } = onBasis();
  const [tone, word] = level(cards);
  const card = (title, value, more, kind) =>
    make("div", { class: kind ? `card ${kind}` : "card" }, make("dt", {}, title), make("dd", {}, make("strong", {}, value), " ", more));
  const pill = word ? make("span", { class: `pill ${tone}` }, word) : make("span", { class: "more" }, "nothing available");
  byId("cards").replaceChildren(
    card("Resources", cards.resources, make("span", { class: "more" }, cards.active)),
    card("Total appointments", cards.appointments, make("span", { class: "more" }, "used a resource")),
    card("Avg. utilisation", cards.utilisation, pill, tone),
    card("Revenue", cards.revenue, make("span", { class: "more" }, "each appointment once")),
  );
}

function drawBars() {
  const rows = shownRows();
  const shown = allBars ? rows : rows.slice(0, FIRST_BARS);
  byId("bars").replaceChildren(...shown.map(bar));
  if (!rows.length) byId("bars").append(make("li", { class: "hint" }, "No resource to show."));
  const more = byId("all-bars");
  more.hidden = rows.length <= FIRST_BARS;
  more.textContent = allBars ? `Show the first ${FIRST_BARS}` : `Show all ${rows.length}`;
}

function bar(row) {
  const { text } = row;
  const [tone, word] = level(text);
  const fill = make("span", { class: `fill ${row.active ? tone : "none"}` });
  fill.style.width = `${Math.min(1, row.utilisation ?? 0) * 100}%`;
  const behind = [
    `booked ${text.booked} of ${text.available} h${row.limited ? " *" : ""}`,
    text.counted,
    text.revenue,
    row.location,
    ...(row.capacity > 1 ? [`capacity ${row.capacity}`] : []),
  ];
  const warning = text.overbooked ? make("b", { class: "mark" }, " ! over 100%") : null;
  return make("li", { class: row.active ? null : "inactive" },
    make("div", { class: "line" },
      make("span", { class: "name" }, make("bdi", {}, row.name), inactiveTag(row)),
      make("span", { class: "share" }, make("span", { class: `word ${tone}` }, word), make("strong", {}, text.utilisation), warning)),
    make("div", { class: "track", "aria-hidden": "true" }, fill),
    make("p", { class: "behind" }, ...behind.flatMap((part, place) => [place ? " · " : "", make("span", {}, part)])));
}
