// The busy hours: hour by weekday, for one resource or all of them.

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The steps of the colour: from which per cent on, and how each reads. */
const STEPS = [[0, "0%"], [1, "1–19%"], [20, "20–39%"], [40, "40–59%"], [60, "60–79%"], [80, "80–100%"], [101, "! over 100%"]];

function buildHours() {
  const several = Object.keys(data.sites).length > 1;
  const places = new Map(resourceRows().map((row) => [row.resource, row.location]));
  const title = ({ id, name }) => (several && id !== null ? `${name} · ${places.get(id)}` : name);
  byId("hours-of").replaceChildren(...data.hours.resources.map((resource, position) => make("option", { value: position }, title(resource))));
  byId("hours-key").replaceChildren(
    make("li", {}, make("span", { class: "cell closed", "aria-hidden": "true" }), "not available"),
    ...STEPS.map(([, words], step) => make("li", {}, make("span", { class: `cell step-${step}`, "aria-hidden": "true" }), words)),
  );
  byId("hours-of").addEventListener("change", drawHours);
}

function drawHours() {
  const { from, to, resources } = data.hours;
  const resource = resources[byId("hours-of").value || 0];
  const basis = resource.bases[basisIndex()];
  const head = make("tr", {}, make("td"), ...WEEKDAYS.map((day) => make("th", { scope: "col" }, make("abbr", { title: day }, day.slice(0, 3)))));
  const lines = [];
  for (let hour = from; hour < to; hour += 1) {
    const cells = WEEKDAYS.map((day, weekday) => cell(resource, basis, weekday, hour - from, `${day} ${hour}:00–${hour + 1}:00`));
    lines.push(make("tr", {}, make("th", { scope: "row" }, `${hour}:00`), ...cells));
  }
  byId("hours").replaceChildren(
    make("caption", { class: "unseen" }, `Utilisation of ${resource.name} in per cent, by hour and weekday`),
    make("thead", {}, head),
    make("tbody", {}, ...lines),
  );
  byId("hours-key").hidden = !basis;
  byId("busiest").replaceChildren(...busiest(resource, basis));
  byId("hours-note").textContent = basis
    ? "Per cent of the available time that was booked in each hour, over all weeks of the period."
    : "No working hours are configured, so only booked time can be shown.";
}

function cell({ booked }, basis, weekday, hour, when) {
  const minutes = booked[weekday][hour];
  if (!basis) return make("td", { class: minutes ? "step-2" : "closed", title: when }, minutes ? clock(minutes) : "");
  const [available, percent] = [basis.available[weekday][hour], basis.percent[weekday][hour]];
  if (percent === null && !minutes) return make("td", { class: "closed", title: `${when}: not available` }, make("span", { class: "unseen" }, "not available"));
  const title = `${when}: booked ${clock(minutes)} of ${clock(available)}`;
  if (percent === null) return make("td", { class: "step-6", title }, "!", make("span", { class: "unseen" }, " booked, but not available"));
  const step = STEPS.findLastIndex(([least]) => percent >= least);
  return make("td", { class: `step-${step}`, title }, `${percent}`, percent > 100 ? " !" : null);
}

/** The hour with the highest share of booked time. */
function busiest({ booked }, basis) {
  let best = null;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    booked[weekday].forEach((minutes, hour) => {
      const share = basis ? basis.percent[weekday][hour] : minutes;
      if (share > (best?.share ?? 0)) best = { share, weekday, hour: data.hours.from + hour };
    });
  }
  if (!best) return [basis ? "Nothing is booked in available hours." : "Nothing is booked."];
  const amount = basis ? `${best.share}%` : clock(best.share);
  return ["Busiest: ", make("strong", {}, `${WEEKDAYS[best.weekday]} ${best.hour}:00–${best.hour + 1}:00`), `, ${amount} booked`];
}

/** Minutes as hours:minutes. */
function clock(minutes) {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
