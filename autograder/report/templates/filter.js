"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const find = document.getElementById("find"), show = document.getElementById("show");
  const entries = [...document.querySelectorAll("[data-name]")];
  const students = [...document.querySelectorAll("details.student")];
  const filter = () => {
    const word = find.value.trim().toLowerCase(), kind = show.value;
    for (const entry of entries) {
      const named = entry.dataset.name.toLowerCase().includes(word);
      entry.hidden = !named || (kind && !(kind in entry.dataset));
    }
    const left = students.filter((entry) => !entry.hidden).length;
    document.getElementById("found").textContent =
      word || kind ? `${left} of ${students.length} shown` : "";
  };
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.matches("details")) return;
    target.open = true;
    target.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView();
  };
  const button = document.getElementById("open");
  button.addEventListener("click", () => {
    const opening = button.textContent.startsWith("Open");
    for (const entry of students) if (!entry.hidden) entry.open = opening;
    button.textContent = opening ? "Close all details" : "Open all details";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  find.addEventListener("input", filter);
  show.addEventListener("change", filter);
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
