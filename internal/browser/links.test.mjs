/** Every link inside the site leads somewhere: pages, files, anchors, styles, redirects. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brokenLinks } from './links.mjs'
import { findsPlanted, plant } from './planted.mjs'
import { includesProblem, noProblem } from './problems.mjs'
import { openSite, sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: every internal link of ${site.pages.length} pages leads somewhere`, () => {
    noProblem(brokenLinks(site))
  })
}

findsPlanted(
  [
    ['a missing page', 'index.html', 'href="/"', 'href="/gone/"', /^index\.html:\d+: <a> to "\/gone\/": there is no such page/],
    ['a missing anchor', 'index.html', 'href="#what-you-get"', 'href="#gone"', /no such anchor/],
    ['an anchor on another page', '404.html', 'href="/"', 'href="/#gone"', /^404\.html:\d+: .*no such anchor/],
    ['a missing image', 'index.html', 'src="/assets/icon.svg"', 'src="/assets/gone.svg"', /<img>/],
    ['a missing image of a set', 'index.html', 'alt="A plate', 'srcset="/assets/icon.svg 1x, /assets/gone.svg 2x" alt="A plate', /"\/assets\/gone\.svg"/],
    ['a missing page by its full address', 'index.html', 'href="/"', 'href="https://page.example/gone/"', /no such page/],
    ['no slash', 'index.html', 'href="/feed.xml"', 'href="/assets"', /no such page/],
    ['an unsafe scheme', 'index.html', 'href="/"', 'href="javascript:go()"', /javascript: is not allowed/],
    ['an empty link', 'index.html', 'href="/"', 'href=""', /it is empty/],
    ['no scheme', 'index.html', 'href="/"', 'href="//other.example/"', /leaves out the scheme/],
    ['a form to nowhere', 'index.html', 'action="/api/interest"', 'action="/gone"', /<form>/],
    ['a missing file in a stylesheet', 'assets/page.css', 'margin: 0;', 'margin: 0; background: url(gone.png);', /^assets\/page\.css: url to "gone\.png"/],
  ],
  brokenLinks,
)

test('a redirect that leads nowhere or hides a page is found', (t) => {
  const { root } = plant(t, 'index.html', '<h1>', '<h1>')
  writeFileSync(join(root, '_redirects'), '# old\n/old/ /gone/ 301\n/ /404.html 301\n/api/* /.netlify/functions/interest 200\n')
  const problems = brokenLinks(openSite(root))
  assert.equal(problems.length, 2)
  includesProblem(problems, /"\/gone\/": there is no such page/)
  includesProblem(problems, /"\/" hides a page/)
})
