/** The first view of every page weighs at most 30 kB (30,000 bytes, with Brotli). */
import { test } from 'node:test'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'
import { firstView } from './weight.mjs'

const limit = 30_000

for (const site of sites()) {
  test(`${site.name}: the first view of every page weighs at most 30 kB`, (t) => {
    const weights = site.pages.map((page) => total(site, page))
    t.diagnostic(`heaviest first view: ${Math.max(...weights)} bytes`)
    noProblem(tooHeavy(site))
  })
}

const noise = Array.from({ length: 9000 }, (_, i) => Math.sin(i).toString(36).slice(3, 10)).join('')

findsPlanted(
  [
    ['a heavy page', 'index.html', '<h1>', `<p>${noise}</p><h1>`, /^index\.html/],
    ['a heavy stylesheet', 'assets/page.css', 'body', `/*${noise}*/ body`, /assets\/page\.css/],
    ['a heavy script', 'assets/page.js', 'document', `/*${noise}*/ document`, /assets\/page\.js/],
  ],
  tooHeavy,
)

function tooHeavy(site) {
  return site.pages
    .filter((page) => total(site, page) > limit)
    .map((page) => `${page.file}: ${firstView(site, page).map(({ name, bytes }) => `${name} ${bytes}`).join(', ')}`)
}

function total(site, page) {
  return firstView(site, page).reduce((sum, part) => sum + part.bytes, 0)
}
