/**
 * Checks what search engines are told: sitemap.xml and robots.txt.
 *
 * A page that is missing there is hard to find for the very people we ask, and
 * one that is listed but says "noindex" gets the whole list distrusted.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attribute, tagged } from './dom.mjs'
import { openWeb } from './links.mjs'

// Both are limits of the Sitemaps 0.9 protocol.
const mostURLs = 50_000
const mostBytes = 50 << 20

/** Every fault, a line each. `page` is any page of a browser. */
export async function sitemapFaults(site, page) {
  const web = openWeb(site)
  return [...robotsFaults(web), ...(await listFaults(web, page))]
}

function robotsFaults({ root, origin }) {
  const file = join(root, 'robots.txt')
  if (!existsSync(file)) return ['robots.txt is missing']
  const line = `Sitemap: ${origin}/sitemap.xml`
  return readFileSync(file, 'utf8').split('\n').includes(line) ? [] : [`robots.txt: lacks the line "${line}"`]
}

async function listFaults(web, page) {
  const file = join(web.root, 'sitemap.xml')
  if (!existsSync(file)) return ['sitemap.xml is missing']
  const source = readFileSync(file, 'utf8')
  const { fault, entries } = await page.evaluate(readSitemap, source)
  if (fault) return [`sitemap.xml: ${fault}`]
  const wanted = new Set(web.pages.filter(isIndexed).map((one) => web.origin + encodeURI(one.path)))
  const listed = new Set(entries.map((entry) => entry.loc))
  const faults = []
  if (source.length > mostBytes || entries.length > mostURLs) faults.push('is longer than the protocol allows')
  if (listed.size < entries.length) faults.push('lists a page twice')
  for (const { loc, lastmod } of entries) {
    if (!wanted.has(loc)) faults.push(`lists ${loc}, which is no page of the site or says "noindex"`)
    if (lastmod && !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(lastmod)) faults.push(`dates ${loc} "${lastmod}", which is no W3C date`)
  }
  for (const loc of wanted) if (!listed.has(loc)) faults.push(`leaves out ${loc}`)
  return faults.map((fault) => `sitemap.xml: ${fault}`)
}

function isIndexed(page) {
  return !tagged(page.document, 'meta').some((meta) => attribute(meta, 'name') === 'robots' && /noindex/.test(attribute(meta, 'content')))
}

// Runs in a page.
function readSitemap(source) {
  const document = new DOMParser().parseFromString(source, 'application/xml')
  const error = document.querySelector('parsererror')
  if (error) return { fault: error.textContent }
  const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
  const root = document.documentElement
  if (root.localName !== 'urlset' || root.namespaceURI !== namespace) return { fault: 'has no urlset of Sitemaps 0.9' }
  const get = (element, name) => element.getElementsByTagNameNS(namespace, name)[0]?.textContent.trim() ?? ''
  return { entries: [...root.children].map((url) => ({ loc: get(url, 'loc'), lastmod: get(url, 'lastmod') })) }
}
