const STEP = 40;
const projects = payload.projects.map((values) => Object.fromEntries(payload.project_columns.map((name, place) => [name, values[place]])));
const provinces = new Map(payload.places.filter((place) => place.level === "province").map((place) => [place.id, place]));
const statuses = [...new Set(projects.map((project) => project.status))];
for (const project of projects) {
  const { project_id, name_en, name_zh, operator, city_en, city_zh } = project;
  project.haystack = [project_id, name_en, name_zh, operator, city_en, city_zh].filter(Boolean).join(" ").toLowerCase();
}
const provinceName = (code) => (provinces.has(code) ? named(provinces.get(code)) : code || "–");
const placeOf = (project) => {
  const city = isChinese() ? project.city_zh || project.city_en : project.city_en;
  const province = provinceName(project.province_adcode);
  return !city || city === province || city === project.province_adcode ? province : `${city}, ${province}`;
};
const computeOf = (project) => project.compute_pflops_installed ?? project.compute_pflops_planned;
/** A date only as precise as it is known. */
const dayOf = (project) => {
  const cut = { day: 10, month: 7, quarter: 7, half: 4, year: 4, period: 4 };
  return project.status_on ? project.status_on.slice(0, cut[project.status_on_precision] ?? 10) : "–";
};
const HEADERS = [
  ["name", (project) => named(project)],
  ["place", placeOf],
  ["status", (project) => payload.words.en[`status.${project.status ?? "unknown"}`]],
  ["since", (project) => project.status_on],
  ["compute", computeOf, true],
  ["racks", (project) => project.racks, true],
  ["operator", (project) => project.operator],
  ["tier", (project) => project.best_tier],
  ["sources", (project) => project.n_independent_sources, true],
];
/** The best evidenced first, until somebody chooses another order. */
const shown = { limit: STEP, sort: HEADERS.length - 1, descending: true };

const fitting = () => {
  const wanted = byId("project-search").value.trim().toLowerCase();
  const province = byId("project-province").value;
  const status = byId("project-status").value;
  const ai = byId("project-ai").checked;
  const found = projects.filter((project) =>
    (!wanted || project.haystack.includes(wanted)) && (!province || project.province_adcode === province) &&
    (!status || (project.status ?? "unknown") === status) && (!ai || project.ai_stated === true));
  const key = HEADERS[shown.sort][1];
  return found.sort((left, right) => compare(key(left) ?? null, key(right) ?? null, shown.descending ? -1 : 1));
};

const projectRow = (project) => {
  const open = () => openProject(project.project_id);
  const name = make("button", { type: "button", "aria-label": word("projects.open", { name: named(project) }), onclick: (event) => { event.stopPropagation(); open(); } }, foreign(named(project)));
  const status = word(`status.${project.status ?? "unknown"}`);
  const compute = `${number(project.compute_pflops_installed)} / ${number(project.compute_pflops_planned)}`;
  return make("tr", { onclick: open, "data-project": project.project_id },
    make("th", { scope: "row" }, name, project.scope === "programme" ? make("span", { class: "small" }, ` (${word("projects.programme")})`) : null),
    make("td", {}, placeOf(project)), make("td", {}, status), make("td", { class: "date" }, dayOf(project)),
    make("td", { class: "n" }, compute), make("td", { class: "n" }, number(project.racks)),
    make("td", {}, foreign(project.operator)), make("td", {}, word(`tier.${project.best_tier}`)), make("td", { class: "n" }, number(project.n_independent_sources)));
};

const projectHeader = () => {
  const cells = HEADERS.map(([name, , isNumber], place) => {
    const order = shown.sort === place ? (shown.descending ? "descending" : "ascending") : undefined;
    const sort = () => {
      shown.descending = shown.sort === place ? !shown.descending : Boolean(isNumber);
      shown.sort = place;
      showProjects();
      byId("project-table").tHead.rows[0].cells[place].firstChild.focus();
    };
    return make("th", { scope: "col", class: isNumber ? "n" : undefined, "aria-sort": order }, make("button", { type: "button", onclick: sort }, word(`projects.${name}`)));
  });
  byId("project-table").tHead.replaceChildren(make("tr", {}, ...cells));
};

const showProjects = () => {
  const found = fitting();
  const visible = found.slice(0, shown.limit);
  projectHeader();
  const nothing = make("tr", {}, make("td", { colspan: HEADERS.length }, word("projects.nothing")));
  byId("project-table").tBodies[0].replaceChildren(...(found.length ? visible.map(projectRow) : [nothing]));
  byId("project-shown").textContent = word("projects.shown", { shown: visible.length, n: found.length, programmes: found.filter((project) => project.scope === "programme").length });
  const left = found.length - visible.length;
  byId("project-more").hidden = left === 0;
  byId("project-more").textContent = word("projects.more", { n: Math.min(STEP, left) });
};

const fillChoices = () => {
  const option = (value, text) => make("option", { value }, text);
  const fill = (id, options) => {
    const chosen = byId(id).value;
    byId(id).replaceChildren(option("", word("projects.all")), ...options);
    byId(id).value = chosen;
  };
  const codes = [...new Set(projects.map((project) => project.province_adcode))].filter(Boolean);
  codes.sort((left, right) => provinceName(left).localeCompare(provinceName(right), state.language));
  fill("project-province", codes.map((code) => option(code, provinceName(code))));
  fill("project-status", Object.keys(payload.words.en).filter((key) => key.startsWith("status."))
    .map((key) => key.slice(7)).filter((status) => statuses.includes(status === "unknown" ? null : status))
    .map((status) => option(status, word(`status.${status}`))));
};

/** Sources of a project in the order in which its cells name them. */
const numbered = (cells) => {
  const places = new Map();
  for (const [, , , used, others] of cells)
    for (const claim of [...used, ...others.map(([other]) => other)]) {
      const key = payload.claims[claim].slice(0, 2).join("/");
      if (!places.has(key)) places.set(key, places.size + 1);
    }
  return places;
};
const noteKind = { verbatim: "detail.verbatim", data_row: "detail.data_row" };

const reference = (claim, places) => {
  const [source, note, says, phase] = payload.claims[claim];
  const place = places.get(`${source}/${note}`);
  const jump = () => {
    const target = byId(`source-${place}`);
    for (const other of document.querySelectorAll(".marked")) other.classList.remove("marked");
    target.classList.add("marked");
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  };
  const spoken = [says, phase && `${word("detail.phase")}: ${phase}`].filter(Boolean).join("; ");
  return make("button", { type: "button", class: "reference", title: spoken && `${word("detail.says")}: ${spoken}`, onclick: jump }, `[${place}]`);
};

/** What the source itself says, where the cell words it otherwise. */
const saying = (claim, value) => {
  const says = payload.claims[claim][2];
  return says && says.toLowerCase() !== String(value).toLowerCase() ? make("span", { class: "small" }, " ", foreign(says)) : null;
};
const MEASURES = /^(compute_pflops_(installed|planned)(_low|_high)?|accelerators|racks|it_load_mw|investment_cny)$/;
const shownValue = (column, value) => {
  if (value === null || value === undefined) return "–";
  if (column === "status") return word(`status.${value}`);
  const key = `value.${value}`;
  if (payload.words.en[key] !== undefined) return word(key);
  return MEASURES.test(column) ? number(Number(value), 2) : value;
};

const cellRow = ([column, value, rule, used, others], places) => {
  const name = payload.columns[column];
  const agreeing = others.filter(([, said]) => said === value);
  const other = others.filter(([, said]) => said !== value)
    .map(([claim, said]) => make("div", {}, reference(claim, places), " ", foreign(shownValue(name, said))));
  if (agreeing.length) other.push(make("div", {}, ...agreeing.map(([claim]) => reference(claim, places)), " ", word("detail.agrees")));
  return make("tr", {},
    make("th", { scope: "row" }, word(`column.${name}`)), make("td", {}, foreign(shownValue(name, value))),
    make("td", {}, ...used.map((claim) => make("div", {}, reference(claim, places), saying(claim, value)))),
    make("td", {}, ...(other.length ? other : ["–"])),
    make("td", { class: "small" }, rule === null ? "–" : word(`rule.${payload.rules[rule]}`)));
};

const sourceItem = (key, place) => {
  const [source, note] = key.split("/").map(Number);
  const [publisher, tier, published, address, title, rights] = payload.sources[source];
  const [kind, text] = payload.notes[note];
  const who = make("div", {}, `[${place}] `, foreign(publisher || title), ` · ${word(`tier.${tier}`)} · `, published || word("detail.undated"), " · ",
    address ? link(address, `${word("detail.open_source")} ↗`) : word("detail.no_link"),
    rights === "unsettled" ? ` · ${word("detail.unsettled")}` : "");
  const label = `${word(noteKind[kind] || "detail.our_note")}: `;
  const words = kind === "verbatim" ? make("blockquote", {}, label, "“", foreign(text), "”") : make("p", {}, label, foreign(text));
  return make("li", { id: `source-${place}`, tabindex: "-1" }, who, text ? words : null);
};

const table = (headers, rows) => make("div", { class: "scroll" }, make("table", {},
  make("thead", {}, make("tr", {}, ...headers.map((header) => make("th", { scope: "col" }, header)))), make("tbody", {}, ...rows)));

const showDetail = () => {
  const project = projects.find((candidate) => candidate.project_id === state.project);
  if (!project) return;
  const cells = payload.cells[project.project_id] || [];
  const places = numbered(cells);
  byId("detail-title").replaceChildren(foreign(named(project)));
  byId("detail-close").textContent = word("page.close");
  byId("detail-body").replaceChildren(
    make("p", {}, `${placeOf(project)} · ${word(`status.${project.status ?? "unknown"}`)} · ${word("detail.id", { id: project.project_id })}`),
    table(["cell", "value", "used", "outvoted", "rule"].map((name) => word(`detail.${name}`)), cells.map((cell) => cellRow(cell, places))),
    make("h3", {}, word("detail.sources")),
    make("ol", { class: "source-list" }, ...[...places].map(([key, place]) => sourceItem(key, place))),
    make("p", { class: "small" }, word("detail.explain", { id: project.project_id })));
};

const openProject = (id) => {
  state.project = id;
  showDetail();
  const dialog = byId("detail");
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  remember();
};

const startProjects = () => {
  const again = () => { shown.limit = STEP; showProjects(); };
  byId("project-search").addEventListener("input", again);
  for (const id of ["project-province", "project-status", "project-ai"]) byId(id).addEventListener("change", again);
  byId("project-more").addEventListener("click", () => { shown.limit += STEP; showProjects(); });
  byId("detail-close").addEventListener("click", () => byId("detail").close());
  byId("detail").addEventListener("close", () => { state.project = null; remember(); });
};
