// Offers each figure to be looked at closely: the same specification, drawn in the page, with values under the pointer.
"use strict";
for (const figure of document.querySelectorAll("figure[data-figure]")) {
  const data = document.getElementById("spec-" + figure.dataset.figure);
  const drawing = figure.querySelector(".drawing");
  if (!data || !drawing || !window.vegaEmbed) continue;
  const still = drawing.innerHTML;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Explore";
  button.setAttribute("aria-pressed", "false");
  let view = null;
  button.addEventListener("click", async () => {
    if (view) {
      view.finalize();
      view = null;
      drawing.innerHTML = still;
    } else {
      // Expressions are interpreted: the page allows no code made of texts.
      const options = { ast: true, renderer: "svg", actions: { export: true, source: true, compiled: false, editor: false } };
      view = await window.vegaEmbed(drawing, JSON.parse(data.textContent), options);
    }
    button.textContent = view ? "Still" : "Explore";
    button.setAttribute("aria-pressed", String(Boolean(view)));
  });
  figure.append(button);
}
// report.html#explore opens all.
if (location.hash === "#explore") {
  for (const button of document.querySelectorAll("figure > button")) button.click();
}
