// Filters, sorting, colours and the reader. All of it is in the page already; what is chosen stands in the fragment
// of the address, so that a view can be linked: #verdict=conflict&outlet=Reuters&q=toll&sort=apart&theme=dark&at=c12
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const controls = $("controls"), cards = $("cards"), reader = $("reader");
  const page = reader.querySelector(".page");
  const CHOICES = ["dimension", "aspect", "outlet", "sort", "theme"];
  const boxes = controls ? [...controls.querySelectorAll("[type=checkbox]")] : [];
  const rows = new Map([...document.querySelectorAll("[data-fact]")].map((row) => [row.dataset.fact, row]));
  const facts = cards ? [...cards.children].map((card, place) => ({ card, place, row: rows.get(card.id), data: card.dataset })) : [];
  let state = {}, opened = null;

  // ---- the fragment ----
  const read = () => {
    const fragment = location.hash.slice(1);
    if (!fragment.includes("=")) return fragment ? { at: decode(fragment) } : {};
    return Object.fromEntries(new URLSearchParams(fragment));
  };
  const decode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const address = (next) => {
    const chosen = Object.entries(next).filter(([, value]) => value);
    if (chosen.length === 1 && chosen[0][0] === "at") return "#" + chosen[0][1];
    return chosen.length ? "#" + new URLSearchParams(chosen) : location.pathname + location.search;
  };
  const go = (change, how) => {
    state = { ...state, ...change };
    history[how + "State"](null, "", address(state));
  };

  // ---- filters and sorting ----
  const words = (fact) => fact.words ??= fact.card.textContent.toLowerCase();
  const ORDERS = {
    apart: (a, b) => b.data.apart - a.data.apart,
    outlets: (a, b) => count(b) - count(a),
    latest: (a, b) => (b.data.latest > a.data.latest) - (b.data.latest < a.data.latest),
    name: (a, b) => title(a).localeCompare(title(b)),
  };
  const count = (fact) => fact.count ??= fact.data.outlets.split(" ").length;
  const title = (fact) => fact.title ??= fact.card.querySelector("h3").textContent;
  let order = "";

  const filter = () => {
    const verdicts = state.verdict && new Set(state.verdict.split(","));
    const asked = (state.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    const outlet = state.outlet && String([...($("outlet")?.options ?? [])].find((o) => o.value === state.outlet)?.dataset.number ?? "none");
    let shown = 0;
    for (const fact of facts) {
      const { verdict, dimension, aspect, outlets } = fact.data;
      const hidden = (verdicts && !verdicts.has(verdict)) || (state.dimension && dimension !== state.dimension)
        || (state.aspect && aspect !== state.aspect) || (outlet && !outlets.split(" ").includes(outlet))
        || !asked.every((word) => words(fact).includes(word));
      if (fact.card.hidden !== hidden) {
        fact.card.hidden = hidden;
        if (fact.row) fact.row.hidden = hidden;
      }
      shown += !hidden;
    }
    if (order !== (state.sort || "")) {
      order = state.sort || "";
      const by = ORDERS[order] ?? (() => 0);
      cards.append(...[...facts].sort((a, b) => by(a, b) || a.place - b.place).map((fact) => fact.card));
    }
    $("shown").textContent = `${shown} of ${facts.length} facts`;
    $("nothing").hidden = shown > 0;
    $("reset").disabled = shown === facts.length && !order;
  };

  const apply = () => {
    state = read();
    if (state.theme === "light" || state.theme === "dark") document.documentElement.dataset.theme = state.theme;
    else delete document.documentElement.dataset.theme;
    if (controls) {
      for (const id of CHOICES) if ($(id)) $(id).value = state[id] || "";
      if ($("q").value.trim() !== (state.q || "")) $("q").value = state.q || "";
      const verdicts = state.verdict && state.verdict.split(",");
      for (const box of boxes) box.checked = !verdicts || verdicts.includes(box.value);
      filter();
    }
    show(state.at);
  };

  const changed = () => {
    const verdicts = boxes.filter((box) => box.checked).map((box) => box.value);
    const next = { q: $("q").value.trim(), at: "", verdict: verdicts.length === boxes.length ? "" : verdicts.join(",") || "none" };
    for (const id of CHOICES) if ($(id)) next[id] = $(id).value;
    go(next, "replace");
    apply();
  };

  // ---- the reader ----
  const mark = (element) => {
    document.querySelectorAll(".here").forEach((old) => old.classList.remove("here"));
    if (!element) return;
    element.classList.add("here");
    if (element.closest(".prose")) element.parentElement.classList.add("here");
  };
  const close = () => {
    if (!opened) return;
    opened.place.replaceWith(opened.text);
    opened = null;
    reader.close();
  };
  const open = (element) => {
    const text = element.closest(".text");
    if (opened?.text !== text) {
      close();
      opened = { text, place: document.createComment("") };
      text.replaceWith(opened.place);
      page.replaceChildren(text);
      reader.showModal();
    }
    mark(element);
    element.scrollIntoView({ block: "center", behavior: "instant" });
    (element.href ? element : reader.querySelector("button")).focus({ preventScroll: true });
  };
  const show = (id) => {
    const element = id && $(id);
    if (element?.closest(".text")?.contains(element) && /^c\d+$/.test(id)) return open(element);
    close();
    if (!element) return;
    element.closest("tbody")?.unfold?.();
    const card = element.closest(".fact");
    if (card) card.hidden = false;
    mark(element.matches("tr") ? element : null);
    element.scrollIntoView({ block: element.matches("tr") ? "center" : "start", behavior: "instant" });
    const target = element.matches("a, button") ? element : element.querySelector("input, button, a");
    target?.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    // Where this jump came from, for the way back.
    const row = link.closest("tr[id]");
    if (row && link.hash.startsWith("#c")) go({ at: row.id }, "replace");
    go({ at: decode(link.hash.slice(1)) }, "push");
    apply();
  });
  const leave = () => {
    const id = opened && page.querySelector("a.here")?.hash.slice(1);
    go({ at: id || "" }, "push");
    apply();
  };
  reader.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  // A second Escape closes it without asking.
  reader.addEventListener("close", () => { if (opened && !reader.open) leave(); });
  reader.querySelector("button").addEventListener("click", leave);
  reader.addEventListener("click", (event) => { if (event.target === reader) leave(); });

  // ---- beginning ----
  const bundles = new Map();
  for (const body of document.querySelectorAll("[data-count]")) {
    const before = body.previousElementSibling;
    const bundle = bundles.get(before) ?? { head: before, bodies: [], claims: 0 };
    bundle.bodies.push(body);
    bundle.claims += +body.dataset.count;
    body.hidden = true;
    bundles.delete(before);
    bundles.set(body, bundle);
  }
  for (const { head, bodies, claims } of bundles.values()) {
    const button = document.createElement("button"), row = head.insertRow(), cell = row.insertCell();
    button.textContent = `Show ${claims} more claims`;
    cell.colSpan = 3;
    cell.append(button);
    const unfold = () => {
      row.remove();
      for (const body of bodies) { body.hidden = false; body.unfold = null; }
      bodies[0].querySelector("a")?.focus();
    };
    button.addEventListener("click", unfold);
    for (const body of bodies) body.unfold = unfold;
  }
  const folds = [...document.querySelectorAll(".fold")];
  for (const fold of folds) fold.open = false;
  addEventListener("beforeprint", () => {
    for (const fold of folds) fold.open = true;
    for (const button of document.querySelectorAll(".claims button")) button.click();
  });
  if (controls) {
    controls.hidden = false;
    for (const kind of ["input", "change"]) controls.addEventListener(kind, changed);
    $("reset").addEventListener("click", () => { go({ q: "", verdict: "", dimension: "", aspect: "", outlet: "", sort: "", at: "" }, "replace"); apply(); $("q").focus(); });
  }
  addEventListener("popstate", apply);
  // The first search shall not have to read the whole page.
  const ahead = (place) => (deadline) => {
    while (place < facts.length && deadline.timeRemaining() > 2) words(facts[place++]);
    if (place < facts.length) requestIdleCallback(ahead(place));
  };
  if (window.requestIdleCallback) requestIdleCallback(ahead(0));
  apply();
})();
