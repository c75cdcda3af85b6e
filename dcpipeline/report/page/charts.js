const INK = "#1d2530";
const SOFT = "#545e6b";
const ACCENT = "#0b5394";
const GROUP_COLOURS = { planned: "#c3cad3", under_construction: "#7fb0d9", in_service: "#0b4a86", stopped: "#c77f1a", unknown: "#f0f1f3" };
const FONT = getComputedStyle(document.body).fontFamily;
const CONFIG = {
  font: FONT, background: "transparent", aria: false,
  axis: { labelColor: INK, titleColor: INK, gridColor: "#e4e8ec", domainColor: "#9aa3ae", tickColor: "#9aa3ae", labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, labelLimit: 260, labelOverlap: "greedy", labelSeparation: 6 },
  legend: { labelColor: INK, titleColor: INK, labelFontSize: 12, titleFontSize: 12, labelLimit: 260 },
  view: { stroke: null },
};

const showTip = (handler, event, item, lines) => {
  const tip = byId("tip");
  tip.hidden = !lines;
  if (!lines) return;
  tip.replaceChildren(...String(lines).split("\n").map((line) => make("p", {}, line)));
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 4))}px`;
  tip.style.top = `${Math.max(4, Math.min(event.clientY + 14, innerHeight - box.height - 4))}px`;
};

/** Vega under a policy without eval: its expressions run in the interpreter. */
const draw = async (id, spec) => {
  const target = byId(id);
  if (!target) return;
  const whole = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", config: CONFIG, autosize: { type: "fit-x", contains: "padding" }, width: target.clientWidth, ...spec };
  target.setAttribute("aria-label", word(target.dataset.label));
  const done = await window.vegaEmbed(target, whole, { ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: showTip, mode: "vega-lite" });
  for (const svg of target.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
  return done;
};

/** Hong Kong and Macau are smaller than a few pixels: a mark stands for them. */
const SMALL = ["810000", "820000"];
const interval = (low, high) => `${number(low)}–${number(high)}`;

const drawCounts = () => {
  const values = payload.counts.map((row) => ({
    ...row, label: word(`headline.${row.count_id}`).replace(/(:|：) ?/, "|"),
    tip: `${word(`headline.${row.count_id}`)}\n${word("counts.published")}: ${number(row.published_value)}\n${word("counts.ours")}: ${number(row.ours)} (${interval(row.ours_low, row.ours_high)})`,
  }));
  const y = { field: "label", type: "nominal", sort: null, title: null, axis: { labelExpr: "split(datum.label, '|')" } };
  const x = (field) => ({ field, type: "quantitative", title: null, axis: { tickCount: 6 } });
  const key = (name) => ({ datum: word(`counts.${name}`), type: "nominal", scale: { domain: [word("counts.published"), word("counts.ours")], range: ["#c77f1a", ACCENT] }, legend: { title: null, orient: "top", symbolStrokeWidth: 2 } });
  const shape = (name) => ({ datum: word(`counts.${name}`), type: "nominal", scale: { domain: [word("counts.published"), word("counts.ours")], range: ["diamond", "circle"] } });
  return draw("counts-chart", {
    data: { values }, height: values.length * 34, encoding: { y, tooltip: { field: "tip", type: "nominal" } },
    layer: [
      { mark: { type: "rule", strokeWidth: 3, color: "#9dc3e3" }, encoding: { x: x("ours_low"), x2: { field: "ours_high" } } },
      { mark: { type: "point", size: 90, filled: true, opacity: 1 }, encoding: { x: x("ours"), color: key("ours"), shape: shape("ours") } },
      { mark: { type: "point", size: 130, filled: true, opacity: 1 }, encoding: { x: x("published_value"), color: key("published"), shape: shape("published") } },
    ],
  });
};

/** Pattern of a place: colour by band, hatching by the width of its interval. */
const filling = (place) => {
  if (!place) return "#ffffff";
  if (place.insufficient_evidence) return "url(#insufficient)";
  const width = place.risk_p90 - place.risk_p10;
  if (width <= payload.widths[0]) return payload.bands[place.band];
  return `url(#${place.band}-${width <= payload.widths[1] ? "middle" : "wide"})`;
};
const placeTip = (place) => {
  if (!place) return word("map.no_data");
  const lines = [named(place), `${word("ranking.band")}: ${word(`band.${place.band}`)}`];
  if (place.insufficient_evidence) lines.push(word("map.insufficient"));
  else lines.push(`${word("ranking.risk")}: ${number(place.risk_p50)}`, `${word("ranking.interval")}: ${interval(place.risk_p10, place.risk_p90)}`, `${word("ranking.rank")}: ${interval(place.rank_p05, place.rank_p95)}`);
  lines.push(`${word("siting.projects")}: ${number(place.projects)}`);
  return lines.join("\n");
};

const drawMap = () => {
  const level = document.querySelector('input[name="map-level"]:checked').value;
  const rated = new Map(payload.places.filter((place) => place.level === "province").map((place) => [place.id, place]));
  const shapes = payload.shapes.features.map((shape) => ({
    ...shape,
    fill: level === "province" ? filling(rated.get(shape.id)) : "#fff",
    tip: level === "province" ? (rated.has(shape.id) ? placeTip(rated.get(shape.id)) : word("map.no_data")) : null,
  }));
  const cities = payload.places.filter((place) => place.level === "city" && place.latitude !== null)
    .map((place) => ({ ...place, fill: filling(place), tip: placeTip(place) }))
    .sort((left, right) => right.projects - left.projects);
  const literal = (field) => ({ field, type: "nominal", scale: null, legend: null });
  const width = byId("map-chart").clientWidth;
  const layers = [{ data: { values: shapes }, mark: { type: "geoshape", stroke: "#6b7480", strokeWidth: 0.7 }, encoding: { fill: literal("fill"), tooltip: { field: "tip", type: "nominal" } } }];
  const circle = (values, size) => ({
    data: { values }, mark: { type: "circle", stroke: INK, strokeWidth: 0.8, opacity: 1 },
    encoding: {
      longitude: { field: "longitude", type: "quantitative" }, latitude: { field: "latitude", type: "quantitative" },
      size, fill: literal("fill"), tooltip: { field: "tip", type: "nominal" },
    },
  });
  if (level === "province") {
    const small = SMALL.filter((id) => rated.has(id)).map((id) => rated.get(id)).map((place) => ({ ...place, fill: filling(place), tip: placeTip(place) }));
    layers.push(circle(small, { value: 90 }));
  }
  if (level === "city") {
    layers.push(circle(cities, { field: "projects", type: "quantitative", legend: null, scale: { range: [30, width > 600 ? 700 : 280] } }));
  }
  return draw("map-chart", { height: Math.round(Math.min(width * 0.78, 640)), projection: { type: "conicEqualArea", parallels: [25, 47], rotate: [-105, 0, 0] }, layer: layers });
};

const drawRanking = () => {
  const values = payload.places.filter((place) => place.level === "province" && !place.insufficient_evidence)
    .map((place) => ({ ...place, label: named(place), tip: placeTip(place) }));
  const bands = Object.keys(payload.bands);
  const colour = { field: "band", type: "nominal", scale: { domain: bands, range: bands.map((band) => payload.bands[band]) }, legend: null };
  const x = (field) => ({ field, type: "quantitative", scale: { domain: [0, 100] }, axis: { tickCount: 10 }, title: word("ranking.risk") });
  return draw("ranking-chart", {
    data: { values }, height: Math.max(values.length, 1) * 20,
    encoding: { y: { field: "label", type: "nominal", sort: null, title: null }, tooltip: { field: "tip", type: "nominal" } },
    layer: [
      { mark: { type: "rule", strokeWidth: 2, color: SOFT }, encoding: { x: x("risk_p10"), x2: { field: "risk_p90" } } },
      { mark: { type: "circle", size: 110, stroke: INK, strokeWidth: 1, opacity: 1 }, encoding: { x: x("risk_p50"), fill: colour } },
    ],
  });
};

const drawSiting = () => {
  const bases = ["reported_site_price", "agent_two_part", "agent_single_part", "indicative"];
  const values = payload.siting.map((row) => ({
    ...row, label: word(`price_basis.${row.price_basis}`),
    tip: `${named(row)}\n${number(row.price, 2)} CNY/kWh, ${word(`price_basis.${row.price_basis}`)}\n${number(row.rtt, 1)} ms (${number(row.rtt_p10, 1)}–${number(row.rtt_p90, 1)}) → ${isChinese() ? row.nearest_zh : row.nearest_en}\n${word("siting.projects")}: ${row.projects}`,
  }));
  const domain = bases.map((basis) => word(`price_basis.${basis}`));
  const scale = (range) => ({ field: "label", type: "nominal", scale: { domain, range }, legend: { title: null, orient: "top", columns: byId("siting-chart").clientWidth > 700 ? 4 : 1 } });
  const x = (field) => ({ field, type: "quantitative", title: word("siting.x"), scale: { type: "sqrt" }, axis: { values: [1, 5, 10, 20, 30, 50, 80] } });
  const y = { field: "price", type: "quantitative", title: word("siting.y"), scale: { zero: false } };
  return draw("siting-chart", {
    data: { values }, height: 380, encoding: { y, tooltip: { field: "tip", type: "nominal" } },
    layer: [
      { mark: { type: "rule", strokeWidth: 1, color: "#c3cad3" }, encoding: { x: x("rtt_p10"), x2: { field: "rtt_p90" } } },
      { mark: { type: "point", strokeWidth: 1.6, opacity: 0.9 }, encoding: { x: x("rtt"), size: { field: "projects", type: "quantitative", scale: { range: [40, 420] }, legend: null }, stroke: scale(["#c77f1a", ACCENT, "#3d7f8c", SOFT]), shape: scale(["square", "circle", "triangle-up", "circle"]), fill: { ...scale(["#c77f1a", ACCENT, "#3d7f8c", "transparent"]) } } },
    ],
  });
};

const drawTime = () => {
  const values = payload.timeline.map((row) => ({ ...row, place: payload.groups.indexOf(row.group), label: word(`group.${row.group}`), tip: `${row.day}\n${word(`group.${row.group}`)}: ${row.projects}` }));
  const days = [...new Set(payload.timeline.map((row) => row.day))].sort();
  const every = byId("time-chart").clientWidth > 700 ? 2 : 4;
  return draw("time-chart", {
    data: { values }, height: 320, mark: { type: "bar", stroke: "#fff", strokeWidth: 0.5 },
    encoding: {
      x: { field: "day", type: "ordinal", title: null, sort: days, axis: { labelAngle: -45, values: days.filter((day, place) => (days.length - 1 - place) % every === 0) } },
      y: { field: "projects", type: "quantitative", title: word("time.axis") },
      color: { field: "label", type: "nominal", scale: { domain: payload.groups.map((group) => word(`group.${group}`)), range: payload.groups.map((group) => GROUP_COLOURS[group]) }, legend: { title: null, orient: "top", columns: byId("time-chart").clientWidth > 700 ? 5 : 1, symbolStrokeColor: SOFT } },
      order: { field: "place", type: "quantitative" }, tooltip: { field: "tip", type: "nominal" },
    },
  });
};

const drawAll = () => Promise.all([drawCounts(), drawMap(), drawRanking(), drawSiting(), drawTime()]);
