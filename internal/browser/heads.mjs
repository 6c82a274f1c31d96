/**
 * Checks what a page says about itself to those that show it elsewhere: its
 * title in a shared link, and its other languages to search engines.
 *
 * Search engines drop a language that is not named from both sides.
 */
import { attribute, tagged } from './dom.mjs'
import { openWeb } from './links.mjs'

/** Every fault in the heads of a site's pages, a line each. */
export function headFaults(site) {
  const web = openWeb(site)
  const at = new Map(web.pages.map((page) => [web.origin + page.path, page]))
  return web.pages.flatMap((page) => [...sharingFaults(page), ...languageFaults(web, at, page)].map((fault) => `${page.file}: ${fault}`))
}

function sharingFaults(page) {
  const metas = tagged(page.document, 'meta')
  const get = (key, name) => metas.find((meta) => attribute(meta, key) === name)
  if (/noindex/.test(attribute(get('name', 'robots') ?? { attrs: [] }, 'content') ?? '')) return []
  const faults = []
  if (!attribute(get('property', 'og:title') ?? { attrs: [] }, 'content')?.trim()) faults.push('has no og:title')
  const canonical = tagged(page.document, 'link').find((link) => attribute(link, 'rel') === 'canonical')
  const shared = attribute(get('property', 'og:url') ?? { attrs: [] }, 'content')
  if (canonical && shared !== attribute(canonical, 'href')) faults.push(`is shared as "${shared}" and lives at "${attribute(canonical, 'href')}"`)
  return faults
}

function languageFaults(web, at, page) {
  const own = languagesOf(page)
  if (own.size === 0) return []
  const here = web.origin + page.path
  const faults = []
  if (own.get(here) === undefined) faults.push('names other languages and not its own')
  for (const [url, lang] of own) {
    const other = at.get(url)
    if (!other) {
      faults.push(`says that ${url} is in ${lang}, and there is no such page`)
      continue
    }
    const root = tagged(other.document, 'html')[0]
    if (attribute(root, 'lang') !== lang) faults.push(`says that ${url} is in ${lang}, and it says ${attribute(root, 'lang')}`)
    if (!languagesOf(other).has(here)) faults.push(`names ${url}, which does not name it back`)
  }
  if (new Set(own.values()).size < own.size) faults.push('names a language twice')
  return faults
}

/** The languages that a page names: Map of address to tag. */
function languagesOf(page) {
  const links = tagged(page.document, 'link').filter((link) => attribute(link, 'rel') === 'alternate' && attribute(link, 'hreflang'))
  return new Map(links.map((link) => [attribute(link, 'href'), attribute(link, 'hreflang')]))
}
