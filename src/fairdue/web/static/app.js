// What a script adds and nothing needs: Esc leaves, a file can be dropped, the page prints, waiting is shown.
"use strict";

for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;

document.addEventListener("keydown", (event) => {
  // Esc also ends the choosing of Chinese characters; that must not throw the reader out.
  if (event.key === "Escape" && !event.isComposing && event.keyCode !== 229 && !event.defaultPrevented) {
    window.location.replace("/blank");
  }
});

for (const one of document.querySelectorAll(".leave")) {
  one.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.replace("/blank");
  });
}

for (const one of document.querySelectorAll("[data-print]")) one.addEventListener("click", () => window.print());

const unfolded = [];
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("main details:not([open])")) {
    one.open = true;
    unfolded.push(one);
  }
});
window.addEventListener("afterprint", () => {
  for (const one of unfolded.splice(0)) one.open = false;
});

const upload = document.querySelector("input[type=file]");
const zone = document.querySelector("[data-drop]");
if (upload && zone) {
  const over = (isOver) => (event) => {
    if (!event.dataTransfer || !Array.from(event.dataTransfer.types).includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("dropping", isOver);
  };
  document.addEventListener("dragover", over(true));
  document.addEventListener("dragleave", over(false));
  document.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer && event.dataTransfer.files.length > 0) {
      upload.files = event.dataTransfer.files;
      upload.focus();
    }
  });
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  const button = form.querySelector("button.first");
  const words = button ? button.textContent : "";
  form.addEventListener("submit", (event) => {
    if (button && event.submitter === button) {
      button.setAttribute("aria-busy", "true");
      button.textContent = form.dataset.busy;
    }
  });
  window.addEventListener("pageshow", () => {
    if (button && button.hasAttribute("aria-busy")) {
      button.removeAttribute("aria-busy");
      button.textContent = words;
    }
  });
}
