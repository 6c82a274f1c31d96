/**
 * Checks that everything can be found without searching: the A to Z has every
 * page that somebody wrote, and every word of the glossary.
 */
import { attribute, elements, tagged, text } from './dom.mjs'

// Pages that Partake makes lead to others, stand in every footer, or are found from the page that they are made of.
const made = new Set([
  'home', 'list', 'index', 'people', 'glossary', 'a-to-z', 'contact', 'privacy', 'accessibility', 'get-updates', 'form', '404', 'notfound',
  'doing', 'board', 'on-a-page', 'whole', 'changes', 'poster', 'sheet', 'agenda', 'end-report',
])

/** Every page that the A to Z leaves out, a line each. */
export function indexFaults(site) {
  const pages = site.pages.filter((page) => page.kind === 'a-to-z')
  const wanted = [...site.pages.filter(isWritten).map((page) => page.path), ...site.pages.flatMap(words)]
  if (pages.length === 0) return wanted.length ? ['there is no A to Z'] : []
  const entries = pages.flatMap((page) => tagged(mainOf(page), 'li').flatMap((item) => tagged(item, 'a').map((link) => attribute(link, 'href'))))
  const listed = new Set(entries)
  return wanted.filter((path) => !listed.has(path)).map((path) => `the A to Z leaves out ${path}`)
}

function mainOf(page) {
  return tagged(page.document, 'main')[0]
}

// Other forms of a page are found from the page, and archived ones are on no list.
function isWritten(page) {
  if (made.has(page.kind)) return false
  const notices = [...elements(mainOf(page))].filter((element) => /partake-(version|notice)\b/.test(attribute(element, 'class') ?? ''))
  return !notices.some((element) => /partake-version\b/.test(attribute(element, 'class')) || text(element).startsWith('Archived.'))
}

/** The words of a glossary, as places on its page. */
function words(page) {
  if (page.kind !== 'glossary') return []
  const entries = [...elements(mainOf(page))].filter((element) => (attribute(element, 'class') ?? '').split(' ').includes('partake-entry'))
  return entries.map((entry) => `${page.path}#${attribute(entry, 'id')}`)
}
