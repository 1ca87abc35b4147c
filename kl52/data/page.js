// The page works without this: it adds the filter, the switch of light and dark, copying, and that
// what a link leads to is shown, open and focused. Nothing is ever asked of a server.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const remember = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("kl52-theme", value);
      return localStorage.getItem("kl52-theme");
    } catch {
      return null; // a file opened from a place that may keep nothing
    }
  };

  // Light and dark.
  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const setTheme = (name) => {
    if (name) root.dataset.theme = name;
    theme.setAttribute("aria-pressed", String(dark()));
  };
  setTheme(remember());
  theme.addEventListener("click", () => {
    const name = dark() ? "light" : "dark";
    remember(name);
    setTheme(name);
  });

  // The filter: an item is shown where it agrees with all that is chosen about its kind.
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const items = all("[data-kind]").map((element) => ({
    element,
    kind: element.dataset.kind,
    state: element.dataset.state,
    severity: element.dataset.severity,
    bodies: new Set(element.dataset.bodies.split(" ")),
  }));
  const groups = all("[data-group]").map((element) => ({
    element,
    items: all("[data-kind]", element),
  }));
  const chosen = (name) => (form.elements[name] ? form.elements[name].value : "");
  const apply = () => {
    const body = chosen("body"), state = chosen("state"), severity = chosen("severity");
    const counts = { tasks: 0, of_tasks: 0, findings: 0, of_findings: 0 };
    for (const item of items) {
      const right = item.kind === "task" ? !state || item.state === state
        : !severity || item.severity === severity;
      const show = right && (!body || item.bodies.has(body));
      item.element.hidden = !show;
      counts[`of_${item.kind}s`] += 1;
      counts[`${item.kind}s`] += show;
    }
    for (const group of groups) {
      group.element.hidden = group.items.every((element) => element.hidden);
      if (group.element.matches("details") && state === "not_applicable") group.element.open = true;
    }
    shown.value = shown.dataset.words.replace(/\{(\w+)\}/g, (hole, name) =>
      counts[name].toLocaleString(root.lang));
    form.toggleAttribute("data-active", Boolean(body || state || severity));
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  for (const link of all("[data-show]")) {
    link.addEventListener("click", () => {
      form.elements.state.value = link.dataset.show;
      apply();
    });
  }

  // What a link leads to is shown, open and focused.
  const reach = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let each = target; each; each = each.parentElement) {
      if (each.matches("details")) each.open = true;
    }
    if (target.matches(".item")) for (const inner of all("details", target)) inner.open = true;
    if (!target.matches("a, button, select, [tabindex]")) target.tabIndex = -1;
    const now = document.activeElement;
    if (now !== target && target.contains(now)) return; // a reader has gone on by Tab
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  addEventListener("hashchange", reach);
  // A second click on the same link changes no address, but the reader wants to go there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) setTimeout(reach);
  });

  // Copying.
  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  for (const button of all("[data-copy]")) {
    const name = button.textContent;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = name), 2000);
    });
  }

  // On paper everything is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });

  for (const each of all(".control[hidden]")) each.hidden = false;
  apply();
  if (location.hash) reach();
})();
