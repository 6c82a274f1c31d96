/** Every page reads well from top to bottom in a browser that shows nothing but text. */
import { test } from 'node:test'
import { misread } from './linear.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { samplePages, sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: every kind of page reads well as text`, () => {
    noProblem(samplePages(site).flatMap((page) => misread(site, page).map((fault) => `${page.path}: ${fault}`)))
  })
}

const label = '<p><label for="name">Your name</label></p>\n'

findsPlanted(
  [
    ['a heading without words', 'index.html', '>What you get</h2>', '><img src="/assets/icon.svg" alt=""></h2>', /a h2 has no words/],
    ['words that only a script brings', 'index.html', '<h1>Help choose the ward menu</h1>', '<h1><style>Help choose the ward menu</style></h1>', /“Help choose the ward menu” is not shown/],
    ['no way past the navigation', 'index.html', '<a class="skip" href="#main">Skip to main content</a>', '', /“Page Trust” is not shown where it belongs/],
    ['a field before its words', 'index.html', label, '', /the field name has no words before it/],
  ],
  (site) => misread(site, site.pages.find((page) => page.path === '/')),
)
