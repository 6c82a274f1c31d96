/**
 * The sites under test: which folders, which pages, and which pages stand for the rest.
 *
 * PARTAKE_SITE names one or more output folders, separated by colons; without it
 * the hand-made page beside these tests is the site. Every check reads its pages
 * here, so that "nothing to test" is refused in one place and can't pass by accident.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from './dom.mjs'

export const handMade = fileURLToPath(new URL('testdata/page', import.meta.url))

/** Every site under test, whole. */
export function sites() {
  const folders = (process.env.PARTAKE_SITE ?? handMade).split(':').filter(Boolean)
  if (folders.length === 0) throw new Error('PARTAKE_SITE names no folder. Give it the output of "partake build".')
  return folders.map(openSite)
}

/** Reads the output folder of a build: `{ root, name, files, pages }`. */
export function openSite(root) {
  const files = listFiles(root)
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => openPage(root, file))
  if (pages.length === 0) throw new Error(`${root} holds no HTML page. Build the site first.`)
  return { root, name: basename(root), files: new Set(files), pages }
}

/**
 * The pages that stand for their kind: the first and the last of each
 * `<body data-kind>`, the home page and the page for what was not found.
 */
export function samplePages(site) {
  const kinds = new Map()
  for (const page of site.pages) kinds.set(page.kind, [...(kinds.get(page.kind) ?? []), page])
  const chosen = new Set([...kinds.values()].flatMap((pages) => [pages[0], pages.at(-1)]))
  for (const path of ['/', '/404.html']) chosen.add(mustFind(site, path))
  return [...chosen]
}

function mustFind(site, path) {
  const page = site.pages.find((candidate) => candidate.path === path)
  if (!page) throw new Error(`${site.root} has no page ${path}. Every site needs one.`)
  return page
}

// Most checks look at a few pages, so that a page is parsed when somebody asks for its document.
function openPage(root, file) {
  const html = readFileSync(join(root, file), 'utf8')
  const kind = html.match(/<body\b[^>]*?\sdata-kind="?([^"\s>]+)/)?.[1]
  if (!kind) throw new Error(`${join(root, file)} has no data-kind on its body. Name its kind in the layout, so that the checks can choose pages.`)
  let document
  return { path: urlPath(file), file, html, kind, get document() { return (document ??= parse(html)) } }
}

function urlPath(file) {
  return '/' + file.replace(/(^|\/)index\.html$/, '$1')
}

function listFiles(root) {
  return readdirSync(root, { recursive: true })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(root, path).split(sep).join('/'))
    .sort()
}
