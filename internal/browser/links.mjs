/**
 * Follows every link inside a site, down to the anchor.
 *
 * A link with the site's own origin counts as internal, because a reader who
 * gets it in a feed or from a search engine ends up on the same page.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attribute, elements, place, tagged } from './dom.mjs'

const outside = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const urlAttributes = ['href', 'src', 'poster', 'data', 'action', 'formaction']

/** Every link that leads nowhere, a line each. */
export function brokenLinks(site) {
  const web = openWeb(site)
  return [...brokenInPages(web), ...brokenInStyles(web), ...brokenRedirects(web)]
}

/** A site with what it takes to follow links: its origin, and the anchors of each page. */
export function openWeb(site) {
  return { ...site, origin: originOf(site), anchors: new Map(site.pages.map((page) => [page.file, anchorsOf(page)])) }
}

function originOf(site) {
  const home = site.pages.find((page) => page.path === '/')
  const link = tagged(home.document, 'link').find((candidate) => attribute(candidate, 'rel') === 'canonical')
  if (!link) throw new Error(`${home.file} has no canonical link, so the site's own address is not known.`)
  return new URL(attribute(link, 'href')).origin
}

function anchorsOf(page) {
  return new Set([...elements(page.document)].map((element) => attribute(element, 'id')).filter(Boolean))
}

function brokenInPages(web) {
  return web.pages.flatMap((page) =>
    [...elements(page.document)].flatMap((element) =>
      linksOf(element)
        .map((link) => [link, linkFault(web, page.path, link)])
        .filter(([, reason]) => reason)
        .map(([link, reason]) => `${place(page, element)}: <${element.tagName}> to "${link}": ${reason}`),
    ),
  )
}

// A form may post to the desk, which is a program and not a file.
function linksOf(element) {
  const single = urlAttributes.map((name) => attribute(element, name)).filter((value) => value !== undefined)
  const several = ['srcset', 'imagesrcset'].flatMap((name) => (attribute(element, name) ?? '').split(',').filter((part) => part.trim()))
  const links = [...single, ...several.map((candidate) => candidate.trim().split(/\s+/)[0])]
  const isForm = element.tagName === 'form'
  return links.filter((link) => !(isForm && link.startsWith('/api/')))
}

function brokenInStyles(web) {
  return [...web.files].filter((file) => file.endsWith('.css')).flatMap((file) => {
    const source = readFileSync(join(web.root, file), 'utf8')
    const links = [...source.matchAll(/url\(\s*["']?([^"')]+)/g)].map((match) => match[1])
    return links.map((link) => [link, linkFault(web, '/' + file, link)]).filter(([, reason]) => reason).map(([link, reason]) => `${file}: url to "${link}": ${reason}`)
  })
}

/** An old address must lead to a page, and must not hide one. */
function brokenRedirects(web) {
  if (!web.files.has('_redirects')) return []
  const lines = readFileSync(join(web.root, '_redirects'), 'utf8').split('\n').map((line) => line.trim())
  return lines.filter((line) => line && !line.startsWith('#')).flatMap((line) => {
    const [from, to] = line.split(/\s+/)
    const problems = []
    if (fileFor(web, from)) problems.push(`_redirects: "${from}" hides a page of that address`)
    const reason = to.startsWith('/.netlify/') ? undefined : linkFault(web, '/', to)
    if (reason) problems.push(`_redirects: "${to}": ${reason}`)
    return problems
  })
}

/** Says what is wrong with a link found at a path, or nothing. */
export function linkFault(web, path, link) {
  if (link.trim() === '') return 'it is empty'
  if (!URL.canParse(link, web.origin + path)) return 'it is not an address'
  if (link.startsWith('//')) return 'it leaves out the scheme'
  const url = new URL(link, web.origin + path)
  if (!outside.has(url.protocol)) return `${url.protocol} is not allowed`
  if (url.origin !== web.origin) return undefined
  const file = fileFor(web, url.pathname)
  if (!file) return fileFor(web, url.pathname + '/') ? 'it lacks the slash at the end' : 'there is no such page or file'
  const anchor = decodeURIComponent(url.hash.slice(1))
  return anchor && !web.anchors.get(file)?.has(anchor) ? 'there is no such anchor in that page' : undefined
}

function fileFor(web, path) {
  const file = decodeURIComponent(path).slice(1) + (path.endsWith('/') ? 'index.html' : '')
  return web.files.has(file) ? file : undefined
}
