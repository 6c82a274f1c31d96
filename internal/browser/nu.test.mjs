/** Every page and drawing of the output is valid: no error and no warning from Nu. */
import { test } from 'node:test'
import { invalidities } from './nu.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: Nu finds nothing in ${site.pages.length} pages`, async () => {
    noProblem(await invalidities(site))
  })
}

findsPlanted(
  [
    ['an error', 'index.html', '</h1>', '</h2>', /^index\.html:\d+: .*h2/],
    ['a warning', 'index.html', '<header>', '<header role="banner">', /banner/],
    ['a fault in a drawing', 'assets/icon.svg', '<circle', '<circel', /^assets\/icon\.svg:\d+: /],
  ],
  invalidities,
)
