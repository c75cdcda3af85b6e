/** Language and open project live in the hash: a link keeps them, and nothing is stored. */
const remember = () => {
  const kept = new URLSearchParams({ lang: state.language });
  if (state.project) kept.set("project", state.project);
  history.replaceState(null, "", `#${kept}`);
};

const speak = () => {
  document.documentElement.lang = state.language;
  document.title = word("page.title");
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  fillChoices();
  showProjects();
  filterRanking();
  if (state.project) showDetail();
  return drawAll();
};

const start = async () => {
  document.documentElement.classList.add("scripted");
  const hash = new URLSearchParams(location.hash.slice(1));
  if (hash.get("lang") in payload.words) state.language = hash.get("lang");
  startTables();
  startProjects();
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => { state.language = button.dataset.language; remember(); speak(); });
  for (const anchor of document.querySelectorAll("nav a"))
    anchor.addEventListener("click", (event) => { event.preventDefault(); document.querySelector(anchor.getAttribute("href")).scrollIntoView(); });
  for (const radio of document.querySelectorAll('input[name="map-level"]')) radio.addEventListener("change", drawMap);
  await speak();
  if (hash.get("project")) openProject(hash.get("project"));
  let width = innerWidth;
  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (innerWidth !== width) { width = innerWidth; drawAll(); } }, 150);
  });
  document.documentElement.dataset.ready = "yes";
};
start();
