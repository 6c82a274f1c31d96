// Counts what is left to write in a long answer. Without this script the page
// says how much one can write, and the desk counts.
//
// `used` counts as the desk does, so that what fits here fits there: see
// internal/form/testdata/counts.json, which the tests of both read.

// All that text from elsewhere has for a new line.
const breaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// Other control characters are not kept.
const controls = /[\0-\x08\x0e-\x1f\x7f-\x9f]/g;
// What stands at an end and cannot be seen is no part of a text.
const edges = /^[\s\u200b\u2060\ufeff\u180e]+|[\s\u200b\u2060\ufeff\u180e]+$/g;
// A text of nothing but these is none: spaces, marks that only shape others,
// and letters that nobody can see.
const unseen =
  /^[\s\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}]*$/u;

/** How many characters of a limit a text uses: code points of its composed form. */
export function used(typed) {
  const text = typed.replace(breaks, "\n").replace(controls, "").normalize("NFC").replace(edges, "");
  return unseen.test(text) ? 0 : [...text].length;
}

/** Says how much is left, in a sentence. */
export function left(max, count) {
  const n = Math.abs(max - count);
  const characters = `${String(n).replace(/\B(?=(\d{3})+$)/g, ",")} ${n === 1 ? "character" : "characters"}`;
  return count > max ? `You have ${characters} too many.` : `You have ${characters} left.`;
}

// Screen readers say it when one stops typing, not at each key.
const pause = 1000;

/** Makes a part of a page with a text in it count. */
export function countIn(part) {
  const input = part.querySelector("textarea");
  const shown = part.querySelector(".partake-left");
  if (!input || !shown) return;
  const max = Number(part.dataset.max);

  // The sentence that describes the input stays, for those who hear it.
  const seen = shown.cloneNode(false);
  seen.removeAttribute("id");
  seen.setAttribute("aria-hidden", "true");
  const said = document.createElement("div");
  said.className = "nhsuk-u-visually-hidden";
  said.setAttribute("aria-live", "polite");
  shown.classList.add("nhsuk-u-visually-hidden");
  shown.after(seen, said);

  let timer;
  const show = () => {
    const count = used(input.value);
    seen.textContent = left(max, count);
    seen.classList.toggle("nhsuk-error-message", count > max);
    seen.classList.toggle("nhsuk-hint", count <= max);
  };
  input.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = seen.textContent;
    }, pause);
  });
  // A browser that brings back what was typed does so after the page is there.
  addEventListener("pageshow", show);
  show();
}
