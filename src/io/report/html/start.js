// The choices at the top, and the first drawing.

/** More warnings than these are folded away. */
const FIRST_WARNINGS = 4;

function drawWarnings() {
  const { warnings } = onBasis().report;
  const all = warnings.map(({ code, message }) => make("li", { class: "warning", "data-code": code }, message));
  const [first, rest] = [all.slice(0, FIRST_WARNINGS), all.slice(FIRST_WARNINGS)];
  byId("warnings").hidden = !all.length;
  byId("warnings").replaceChildren(...first);
  byId("more-warnings").hidden = !rest.length;
  byId("more-warnings").replaceChildren(make("summary", {}, `${rest.length} more warnings`), make("ul", { class: "warnings" }, ...rest));
}

/** Everything that depends on rows alone. */
function drawRows() {
  drawBars();
  drawTable("resources");
  drawNote();
  drawAnalysis();
}

/** Everything that depends on the basis. */
function draw() {
  byId("basis-means").textContent = onBasis().means;
  drawWarnings();
  drawCards();
  drawRows();
  drawTable("team");
  drawHours();
}

for (const input of byId("basis").querySelectorAll("input")) {
  input.checked = input.value === chosen.basis;
  input.addEventListener("change", () => {
    chosen.basis = input.value;
    draw();
    byId("said").textContent = `Average utilisation is now ${onBasis().cards.utilisation}.`;
  });
}
byId("hide-inactive").checked = chosen.hideInactive;
byId("hide-inactive").addEventListener("change", (event) => {
  chosen.hideInactive = event.target.checked;
  drawRows();
});
byId("find").addEventListener("input", (event) => {
  chosen.find = event.target.value;
  drawRows();
});
byId("all-bars").addEventListener("click", () => {
  allBars = !allBars;
  drawBars();
});

byId("team-section").hidden = !teamRows().length;
buildTable("resources");
buildTable("team");
buildHours();
buildCalendar();
draw();
drawCalendar();
byId("page").hidden = false;
