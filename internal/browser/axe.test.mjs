/**
 * Every kind of page, on a phone and on a desk, with our scripts and without:
 * no axe violation, no complaint from the browser, nothing kept, nobody else asked.
 */
import { everyKind, problemsAtHome } from './kinds.mjs'
import { findsPlanted } from './planted.mjs'
import { visit } from './visit.mjs'

const ways = [320, 1280].flatMap((width) => [true, false].map((scripts) => ({ width, scripts })))

everyKind('passes axe and keeps the policy', ways, visit)

findsPlanted(
  [
    ['an image without words', 'index.html', ' alt="A plate and a fork"', '', /axe image-alt/],
    ['pale text', 'assets/page.css', 'color: #212b32', 'color: #ccc', /axe color-contrast/],
    ['a small target', 'index.html', '<p><button class="button">', '<p><a href="/a">a</a><a href="/b">b</a><button>', /axe target-size/],
    ['an inline style', 'index.html', '<h1>', '<h1 style="color: red">', /policy violation: style-src/],
    ['an inline script', 'index.html', '<h1>', '<script>alert(1)</script><h1>', /policy violation: script-src/],
    ['markup from a script', 'assets/page.js', 'document', 'document.body.innerHTML += "<b>b</b>"; document', /policy violation: require-trusted-types-for/],
    ['another origin', 'index.html', '<h1>', '<img src="http://other.example/a.png" alt="a"><h1>', /request to another origin/],
    ['a cookie', 'assets/page.js', 'document', 'document.cookie = "a=1"; document', /leaves a trace: cookie a/],
    ['local storage', 'assets/page.js', 'document', 'localStorage.a = 1; document', /leaves a trace: localStorage a/],
    ['session storage', 'assets/page.js', 'document', 'sessionStorage.a = 1; document', /leaves a trace: sessionStorage a/],
    ['a script error', 'assets/page.js', 'document', 'nothing.here; document', /script error: nothing/],
    ['a missing file', 'index.html', '/assets/page.css', '/assets/gone.css', /console: .*gone\.css/],
    ['a wide block', 'assets/page.css', 'max-width: 40rem', 'width: 40rem', /scrolls sideways/],
  ],
  (site) => problemsAtHome(site, { width: 320 }, visit),
)
