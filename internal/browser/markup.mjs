/**
 * House rules for the markup of every page, which no validator knows:
 * headings that tell the story, a title and an address of its own, and nothing
 * that our Content-Security-Policy would block.
 */
import { attribute, elements, place, tagged, text } from './dom.mjs'

const perPage = [language, oneMain, headings, uniqueIDs, canonical, images, inlineCode, newTabs]

/** Every breach of the rules in a site, a line each. */
export function breaches(site) {
  return [...site.pages.flatMap(breachesOf), ...titles(site)]
}

/** Every breach of the rules in one page. */
export function breachesOf(page) {
  return perPage.flatMap((rule) => rule(page))
}

function language(page) {
  const [html] = tagged(page.document, 'html')
  return /^[a-z]{2,3}(-\w+)*$/.test(attribute(html, 'lang') ?? '') ? [] : [`${page.file}: the html element has no language. Set lang.`]
}

function oneMain(page) {
  const count = tagged(page.document, 'main').length
  return count === 1 ? [] : [`${page.file}: has ${count} main elements. Have one.`]
}

// Someone who moves by headings meets the h1 first and never falls through a gap.
// Only what is wrong with a form stands before it, as in the NHS service manual.
function headings(page) {
  const found = tagged(page.document, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').filter((heading) => !/error-summary/.test(attribute(heading, 'class')))
  const problems = []
  let level = 0
  for (const heading of found) {
    const next = Number(heading.tagName[1])
    if (next > level + 1) problems.push(`${place(page, heading)}: h${next} "${text(heading).trim()}" follows ${level ? `h${level}` : 'nothing'}. Don't skip a level.`)
    if (text(heading).trim() === '') problems.push(`${place(page, heading)}: h${next} is empty.`)
    level = next
  }
  const count = found.filter((heading) => heading.tagName === 'h1').length
  if (count !== 1) problems.push(`${page.file}: has ${count} h1. Have one.`)
  return problems
}

function uniqueIDs(page) {
  const seen = new Set()
  const problems = []
  for (const element of elements(page.document)) {
    const id = attribute(element, 'id')
    if (id !== undefined && seen.has(id)) problems.push(`${place(page, element)}: id "${id}" is used twice.`)
    seen.add(id)
  }
  return problems
}

// The page for what was not found and the desk's replies have no address of their
// own, and what search engines leave out, such as a poster, need not say its.
function canonical(page) {
  if (page.path === '/404.html' || page.path.startsWith('/api/')) return []
  const hidden = tagged(page.document, 'meta').some((meta) => attribute(meta, 'name') === 'robots' && attribute(meta, 'content') === 'noindex')
  const links = tagged(page.document, 'link').filter((link) => attribute(link, 'rel') === 'canonical')
  const addresses = links.map((link) => attribute(link, 'href') ?? '')
  if (hidden && addresses.length === 0) return []
  if (addresses.length === 1 && URL.canParse(addresses[0]) && decodeURIComponent(new URL(addresses[0]).pathname) === page.path) return []
  return [`${page.file}: its canonical link is not the absolute address of the page itself.`]
}

function images(page) {
  return tagged(page.document, 'img')
    .filter((image) => ['alt', 'width', 'height'].some((name) => attribute(image, name) === undefined))
    .map((image) => `${place(page, image)}: an image lacks alt, width or height.`)
}

// Blocks of data, such as JSON-LD, are not code: the policy leaves them alone.
function inlineCode(page) {
  const problems = []
  for (const element of elements(page.document)) {
    const names = element.attrs.map(({ name }) => name).filter((name) => name === 'style' || name.startsWith('on'))
    for (const name of names) problems.push(`${place(page, element)}: <${element.tagName}> has ${name}=. The policy blocks it.`)
    const isData = /json/.test(attribute(element, 'type') ?? '')
    const isInline = element.tagName === 'style' || (element.tagName === 'script' && attribute(element, 'src') === undefined && !isData)
    if (isInline) problems.push(`${place(page, element)}: inline <${element.tagName}>. The policy blocks it.`)
  }
  return problems
}

function newTabs(page) {
  return tagged(page.document, 'a')
    .filter((link) => attribute(link, 'target'))
    .map((link) => `${place(page, link)}: "${text(link).trim()}" opens a new tab. Let people choose.`)
}

/** Each title is its own and ends with the site's name, which the home page's title ends with. */
function titles(site) {
  const home = site.pages.find((page) => page.path === '/')
  const name = titleOf(home).split(' – ').slice(1).at(-1)
  if (!name) return [`${home.file}: its title "${titleOf(home)}" doesn't end with " – " and the site's name.`]
  const owners = new Map()
  const problems = []
  for (const page of site.pages) {
    const title = titleOf(page)
    if (!title.endsWith(` – ${name}`)) problems.push(`${page.file}: its title "${title}" doesn't end with " – ${name}".`)
    if (owners.has(title)) problems.push(`${page.file}: its title "${title}" is also that of ${owners.get(title)}.`)
    owners.set(title, page.file)
  }
  return problems
}

function titleOf(page) {
  const head = tagged(page.document, 'head')[0]
  return tagged(head, 'title').map(text).join('').trim()
}
