/** The sitemap lists every page that wants to be found and no other, and robots.txt names it. */
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'
import { sitemapFaults } from './sitemap.mjs'

const browser = await launch()
after(() => browser.close())
const page = await browser.newPage()

for (const site of sites()) {
  test(`${site.name}: sitemap.xml and robots.txt are right`, async () => {
    noProblem(await sitemapFaults(site, page))
  })
}

findsPlanted(
  [
    ['a tag left open', 'sitemap.xml', '</url>', '', /error/],
    ['another format', 'sitemap.xml', 'sitemap/0.9', 'sitemap/0.8', /no urlset/],
    ['a missing page', 'sitemap.xml', 'page.example/<', 'page.example/gone/<', /lists https:\/\/page\.example\/gone\//],
    ['a page left out', '404.html', '<meta name="robots" content="noindex">', '', /leaves out https:\/\/page\.example\/404\.html/],
    ['a page that says noindex', 'index.html', '<title>', '<meta name="robots" content="noindex"><title>', /or says "noindex"/],
    ['a date in words', 'sitemap.xml', '2026-11-20', '20 November 2026', /no W3C date/],
    ['robots.txt without the sitemap', 'robots.txt', 'Sitemap: ', 'Map: ', /robots\.txt: lacks/],
  ],
  (site) => sitemapFaults(site, page),
)
