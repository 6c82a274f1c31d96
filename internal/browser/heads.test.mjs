/** Pages say their title when they are shared, and their languages name each other. */
import { test } from 'node:test'
import { headFaults } from './heads.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: every page says its title and its languages`, () => {
    noProblem(headFaults(site))
  })
}

const language = '<link rel="alternate" hreflang="en-GB" href="https://page.example/">'
const cy = '<link rel="alternate" hreflang="cy" href="https://page.example/404.html">'

findsPlanted(
  [
    ['no title to share', 'index.html', ' content="Help choose the ward menu">\n<meta property="og:url"', ' content=" ">\n<meta property="og:url"', /index\.html: has no og:title/],
    ['another address to share', 'index.html', 'og:url" content="https://page.example/"', 'og:url" content="https://page.example/gone/"', /is shared as/],
    ['a language that is not there', 'index.html', language, language + cy.replace('404', 'cy'), /there is no such page/],
    ['a language that does not answer', 'index.html', language, language + cy, /does not name it back/],
    ['a page in another language than it says', 'index.html', language, language.replace('en-GB', 'cy'), /is in cy, and it says en-GB/],
    ['a language of others only', 'index.html', language, cy, /and not its own/],
    ['a language twice', 'index.html', language, language + cy.replace('cy', 'en-GB'), /names a language twice/],
  ],
  headFaults,
)
