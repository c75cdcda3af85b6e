/** Cells sort by data-value, else by what is shown; empty cells come last. */
const sortKey = (row, place, kind) => {
  const cell = row.cells[place];
  if (kind === "number") return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  return cell.innerText.trim();
};
const compare = (left, right, direction) => {
  if (left === null || right === null) return (left === null) - (right === null);
  const order = typeof left === "number" ? left - right : left.localeCompare(right, state.language);
  return direction * order;
};

const sortBy = (table, header) => {
  const descending = header.getAttribute("aria-sort") !== "descending" && header.dataset.sort === "number";
  const direction = descending || header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows].map((row) => [sortKey(row, header.cellIndex, header.dataset.sort), row]);
  rows.sort((left, right) => compare(left[0], right[0], direction));
  table.tBodies[0].append(...rows.map(([, row]) => row));
};

const makeSortable = (table) => {
  for (const header of table.tHead.rows[0].cells) {
    if (!header.dataset.sort) continue;
    const button = make("button", { type: "button", onclick: () => sortBy(table, header) });
    button.append(...header.childNodes);
    header.append(button);
  }
};

const filterRanking = () => {
  const level = byId("ranking-level").value;
  const wanted = byId("ranking-filter").value.trim().toLowerCase();
  const enough = byId("ranking-enough").checked;
  let shown = 0;
  for (const row of byId("ranking-table").tBodies[0].rows) {
    const fits =
      row.dataset.level === level &&
      (!enough || row.dataset.enough === "1") &&
      row.cells[0].textContent.toLowerCase().includes(wanted);
    row.hidden = !fits;
    shown += fits;
  }
  byId("ranking-shown").textContent = word("ranking.shown", { n: shown });
};

const startTables = () => {
  for (const table of document.querySelectorAll("#ranking-table, table.sortable")) makeSortable(table);
  for (const id of ["ranking-level", "ranking-enough"]) byId(id).addEventListener("change", filterRanking);
  byId("ranking-filter").addEventListener("input", filterRanking);
};
