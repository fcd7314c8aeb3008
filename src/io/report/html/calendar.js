// The calendar: a row for each person and each resource, and each booking on the rows of both.

const DAY = 24 * 60 * 60 * 1000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const calendar = {
  first: Date.parse(data.calendar.from),
  days: (Date.parse(data.calendar.to) - Date.parse(data.calendar.from)) / DAY + 1,
  /** The first day that is shown, counted from the first of the period. */
  day: 0,
  view: "week",
  site: null,
  /** For each row and day, as `row/day`, its pieces: entry, start, end. */
  pieces: new Map(),
};

function buildCalendar() {
  const { entries, rows } = data.calendar;
  (entries ?? []).forEach((entry, position) => {
    for (const [row, day, start, end] of entry.pieces) {
      const key = `${row}/${day}`;
      if (!calendar.pieces.has(key)) calendar.pieces.set(key, []);
      calendar.pieces.get(key).push({ entry: position, start, end });
    }
  });
  // Bookings come in order of time: the first one shows where the calendar begins to be of interest.
  calendar.day = entries?.[0]?.pieces[0]?.[1] ?? 0;
  const sites = [...new Set(rows.map((row) => row.site))];
  calendar.site = sites[0] ?? null;
  byId("calendar-site-label").hidden = sites.length < 2;
  byId("calendar-site").replaceChildren(...sites.map((site) => make("option", { value: site }, data.sites[site])));
  byId("calendar-site").addEventListener("change", (event) => {
    calendar.site = event.target.value;
    drawCalendar();
  });
  calendar.view = matchMedia("(max-width: 700px)").matches ? "day" : "week";
  for (const input of byId("calendar-view").querySelectorAll("input")) {
    input.checked = input.value === calendar.view;
    input.addEventListener("change", () => show(input.value, calendar.day));
  }
  byId("earlier").addEventListener("click", () => turn(-1));
  byId("later").addEventListener("click", () => turn(1));
  byId("calendar").addEventListener("click", (event) => choose(event.target.closest(".block")));
  byId("calendar").addEventListener("keydown", walk);
}

/** Shows the day, or the week around it. */
function show(view, day) {
  calendar.view = view;
  calendar.day = day;
  for (const input of byId("calendar-view").querySelectorAll("input")) input.checked = input.value === view;
  drawCalendar();
}

function turn(by) {
  const [from, to] = shownDays();
  const day = by < 0 ? from - 1 : to;
  if (day >= 0 && day < calendar.days) show(calendar.view, day);
}

/** The days in view: first, and the one after the last. A week begins on Monday. */
function shownDays() {
  if (calendar.view === "day") return [calendar.day, calendar.day + 1];
  const monday = calendar.day - ((dateOf(calendar.day).getUTCDay() + 6) % 7);
  return [Math.max(0, monday), Math.min(calendar.days, monday + 7)];
}

function dateOf(day) {
  return new Date(calendar.first + day * DAY);
}

function dateText(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `23–29 November 2026`: no month or year is said twice. */
function span(from, to) {
  const [first, last] = [dateText(from).split(" "), dateText(to).split(" ")];
  if (from === to) return `${weekday(from)}, ${first.join(" ")}`;
  if (first[2] !== last[2]) return `${first.join(" ")} – ${last.join(" ")}`;
  if (first[1] !== last[1]) return `${first[0]} ${first[1]} – ${last.join(" ")}`;
  return `${first[0]}–${last.join(" ")}`;
}

function weekday(day) {
  return WEEKDAYS[(dateOf(day).getUTCDay() + 6) % 7];
}

function drawCalendar() {
  const { entries, count, hours } = data.calendar;
  byId("calendar-grid").hidden = !entries;
  if (!entries) {
    const bookings = count.toLocaleString("en-GB");
    byId("booking").textContent = `${bookings} bookings are too many for one page. Report on a shorter period or on one location to see the calendar.`;
    return;
  }
  const [from, to] = shownDays();
  byId("calendar-dates").textContent = span(from, to - 1);
  byId("earlier").disabled = from <= 0;
  byId("later").disabled = to >= calendar.days;
  const days = Array.from({ length: to - from }, (_, offset) => from + offset);
  const table = byId("calendar");
  table.className = `calendar ${calendar.view}`;
  const rows = data.calendar.rows.map((row, position) => ({ ...row, position })).filter((row) => row.site === calendar.site);
  table.replaceChildren(
    make("thead", {}, make("tr", {}, make("td"), ...days.map(dayHead))),
    group("People", rows.filter((row) => row.person), days),
    group("Resources", rows.filter((row) => !row.person), days),
  );
  table.querySelector(".block")?.setAttribute("tabindex", "0");
  byId("booking").textContent = count ? "Choose a booking to see it on all of its rows." : "Nothing is booked in this period.";
  byId("calendar-hours").textContent = `Each day from ${hours.map((hour) => `${hour}:00`).join(" to ")}.`;
}

function dayHead(day) {
  const label = calendar.view === "day" ? hourScale() : make("button", { type: "button", title: "Show this day" },
    weekday(day).slice(0, 3), " ", make("span", {}, String(dateOf(day).getUTCDate())));
  if (calendar.view === "week") label.addEventListener("click", () => show("day", day));
  return make("th", { scope: "col" }, label);
}

/** The hours above a single day. */
function hourScale() {
  const [from, to] = data.calendar.hours;
  const scale = make("span", { class: "scale" }, make("span", { class: "unseen" }, "Bookings"));
  for (let hour = from; hour < to; hour += 1) scale.append(make("span", { "aria-hidden": "true" }, String(hour)));
  return scale;
}

function group(title, rows, days) {
  const head = make("tr", { class: "group" }, make("th", { scope: "rowgroup", colspan: days.length + 1 }, title));
  return make("tbody", {}, ...(rows.length ? [head] : []), ...rows.map((row) => calendarRow(row, days)));
}

function calendarRow(row, days) {
  const cells = days.map((day) => {
    const pieces = calendar.pieces.get(`${row.position}/${day}`) ?? [];
    const lanes = inLanes(pieces);
    const cell = make("td", {}, ...pieces.map((piece) => block(piece, lanes)));
    cell.style.setProperty("--lanes", Math.max(1, lanes.count));
    return cell;
  });
  const tag = row.active ? null : make("span", { class: "tag" }, "Inactive");
  const line = make("tr", {}, make("th", { scope: "row" }, make("bdi", {}, row.name), " ", tag), ...cells);
  line.style.setProperty("--hours", data.calendar.hours[1] - data.calendar.hours[0]);
  return line;
}

/** Bookings at the same time, such as in a training room, lie below each other. */
function inLanes(pieces) {
  const lanes = { of: new Map(), count: 0 };
  const ends = [];
  for (const piece of [...pieces].sort((one, two) => one.start - two.start)) {
    const free = ends.findIndex((end) => end <= piece.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = piece.end;
    lanes.of.set(piece, lane);
  }
  lanes.count = ends.length;
  return lanes;
}

const TONES = { "No-show": "noshow", Requested: "open", Tentative: "open" };

function block(piece, lanes) {
  const entry = data.calendar.entries[piece.entry];
  const [from, to] = data.calendar.hours.map((hour) => hour * 60);
  const button = make("button", {
    type: "button",
    class: `block ${TONES[entry.status] ?? ""}`,
    "data-entry": piece.entry,
    "aria-label": details(entry),
    title: details(entry),
    tabindex: "-1",
  }, make("span", {}, entry.service));
  button.style.setProperty("--start", (piece.start - from) / (to - from));
  button.style.setProperty("--length", (piece.end - piece.start) / (to - from));
  button.style.setProperty("--lane", lanes.of.get(piece));
  return button;
}

function details({ id, service, time, price, status, people, resources }) {
  return [time, service || "Appointment", ...people, ...resources, price, status, id].join(" · ");
}

/** Marks a booking on all of its rows and says what it is. */
function choose(button) {
  if (!button) return;
  for (const other of byId("calendar").querySelectorAll(".block")) {
    const same = other.dataset.entry === button.dataset.entry;
    other.classList.toggle("chosen", same);
    other.tabIndex = other === button ? 0 : -1;
  }
  byId("booking").textContent = details(data.calendar.entries[button.dataset.entry]);
}

/** The arrows lead from booking to booking, so that the tab key passes the calendar in one step. */
function walk(event) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const here = event.target.closest(".block");
  if (!by || !here) return;
  const all = [...byId("calendar").querySelectorAll(".block")];
  const next = all[all.indexOf(here) + by];
  if (!next) return;
  event.preventDefault();
  choose(next);
  next.focus();
}
