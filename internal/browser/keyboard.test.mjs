/**
 * Every kind of page works with a keyboard alone: on a desk, and at 400 % zoom,
 * where 1280 by 1024 pixels become 320 by 256. Size of targets is axe's to check.
 */
import { skipProblems, stumbles } from './keyboard.mjs'
import { everyKind, problemsAtHome } from './kinds.mjs'
import { findsPlanted } from './planted.mjs'

const ways = [
  { width: 1280, height: 800 },
  { width: 320, height: 256 },
  { width: 320, height: 256, scripts: false },
]

everyKind('works with a keyboard', ways, walk)

async function walk(tab, path) {
  await tab.open(path)
  return [...(await stumbles(tab.page)), ...(await skipProblems(tab.page))]
}

findsPlanted(
  [
    ['no skip link', 'index.html', '<a class="skip" href="#main">Skip to main content</a>', '', /the first stop is "Page Trust"/],
    ['a skip link that stays hidden', 'assets/page.css', '.skip:not(:focus)', '.skip', /"Skip to main content": is off the screen/],
    ['a skip link to nowhere', 'index.html', 'id="main"', 'id="content"', /the first stop is "Skip to main content", not a link/],
    ['focus that is not seen', 'assets/page.css', ':focus-visible {', '* { outline: 0 } .none {', /looks the same with focus/],
    ['a bar over the page', 'assets/page.css', 'header {', 'footer { position: fixed; inset: 0; top: 50px; max-width: none; background: #fff } header {', /lies beneath <footer>/],
    ['a skip link that jumps back', 'assets/page.js', 'document', 'addEventListener("hashchange", () => document.querySelector(".name").focus()); document', /Tab stops before the main content/],
    ['a trap', 'assets/page.js', 'document', 'addEventListener("keydown", (event) => { if (event.target.id === "name") event.preventDefault() }); document', /"name": focus is trapped/],
  ],
  (site) => problemsAtHome(site, { width: 320, height: 256 }, walk),
)
