const payload = JSON.parse(document.getElementById("payload").textContent);
const byId = (id) => document.getElementById(id);
const state = { language: "en" };

/** The page's word for a key such as "status.announced", figures filled in. */
const word = (key, figures = {}) => {
  const text = payload.words[state.language][key];
  if (text === undefined) return key.slice(key.indexOf(".") + 1).replaceAll("_", " ");
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in figures ? String(figures[name]) : whole));
};
const isChinese = () => state.language !== "en";
const named = (row) => (isChinese() ? row.name_zh || row.name_en : row.name_en || row.name_zh) || row.project_id;
const number = (value, decimals = 0) =>
  value === null || value === undefined
    ? "–"
    : value.toLocaleString("en-US", { minimumFractionDigits: 0, maximumFractionDigits: decimals });

/** An element with properties and children; text is only ever set as text. */
const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const foreign = (text) => make("bdi", {}, text ?? "–");
/** A link only for addresses that the writer of the page let through as http or https. */
const link = (address, text) =>
  address && /^https?:\/\//i.test(address)
    ? make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, foreign(text))
    : foreign(text);
