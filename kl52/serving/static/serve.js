"use strict";
// Two things a page without script cannot do: take a dropped file, and go on when a report is done.

const drop = document.getElementById("drop");
if (drop) {
  const input = document.getElementById("plan");
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      drop.requestSubmit();
    }
  });
}

const progress = document.getElementById("progress");
if (progress) {
  const said = { waiting: "Đang chờ", reading: "Đang đọc văn bản", comparing: "Đang so với văn bản cấp trên" };
  const look = async () => {
    let wait = 1000;
    try {
      const answer = await fetch(progress.dataset.state, { cache: "no-store" });
      if (answer.ok) {
        const now = await answer.json();
        if (!(now.state in said)) {
          location.reload();
          return;
        }
        const ahead = now.ahead ? `, trước còn ${now.ahead} tệp` : "";
        const words = `${said[now.state]}${ahead}…`;
        if (progress.textContent !== words) progress.textContent = words;
      } else if (answer.status === 404) {
        location.reload();
        return;
      } else {
        wait = 5000;
      }
    } catch {
      progress.textContent = "Mất liên lạc với kl52, đang thử lại…";
      wait = 5000;
    }
    setTimeout(look, wait);
  };
  setTimeout(look, 500);
}
