// Leads to the summary of what to put right. Without this script it stands
// first on the page, and its links lead to the inputs.

/** Puts the focus on the summary, and lets its links show the whole question. */
export function leadTo(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const input = link && document.getElementById(link.hash.slice(1));
    if (!input) return;
    event.preventDefault();
    const question = input.closest("fieldset") || input.parentElement;
    question.scrollIntoView();
    input.focus({ preventScroll: true });
  });
}
