// Adds what a page cannot do without a script: a button to print it and, where
// the browser has one, the device's own way to share it; in a form a count of
// what is left to write, and the focus on what to put right. Everything else on
// the site works without this file. It makes nodes and never parses markup, so
// that it runs under a policy that requires trusted types.

import { countIn } from "./parts/counter.js";
import { leadTo } from "./parts/problems.js";

document.querySelectorAll("[data-max]").forEach(countIn);

const problems = document.querySelector("[data-problems]");
if (problems) leadTo(problems);

const tools = document.querySelector("[data-tools]");

function addTool(text, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "partake-tool";
  button.textContent = text;
  button.addEventListener("click", run);
  tools.append(button, " ");
}

if (tools) {
  addTool("Print this page", () => window.print());
  if (navigator.share) {
    addTool("Share this page", () => {
      const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      // Closing the share sheet rejects the promise; that is no error.
      navigator.share({ title: document.title, url }).catch(() => {});
    });
  }
}
