/**
 * Checks the feeds of a site: each trio of RSS, Atom and JSON Feed.
 *
 * Someone who follows a feed never sees the page, so what they get must be whole
 * by itself: in full, with absolute links, and the same in all three formats.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attribute, elements, parse, tagged } from './dom.mjs'
import { readFeed } from './feedreader.mjs'
import { linkFault, openWeb } from './links.mjs'

const formats = { rss: 'feed.xml', atom: 'feed.atom', json: 'feed.json' }
const most = 20 // the newest, in full (design.md: "the 20 newest")

// U+0000 to U+001F but tab and line ends, the C1 controls, and what is no character
// at all; in JSON such a character may also be written as an escape.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/
const escapedControl = /(?<!\\)\\([bf]|u00(0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|ufff[ef])/i

/** Every fault in the feeds of a site, a line each. `page` is any page of a browser. */
export async function feedFaults(site, page) {
  const web = openWeb(site)
  const folders = new Set([...site.files].filter((file) => Object.values(formats).some((name) => `/${file}`.endsWith(`/${name}`))).map((file) => file.slice(0, file.lastIndexOf('/') + 1)))
  if (folders.size === 0) return ['there is no feed in the site']
  const found = []
  for (const folder of folders) found.push(...(await trioFaults(web, page, folder)))
  return found
}

async function trioFaults(web, page, folder) {
  const missing = Object.values(formats).filter((name) => !web.files.has(folder + name))
  if (missing.length) return missing.map((name) => `${folder}${name} is missing beside the other feeds`)
  const faults = undiscovered(web, folder)
  const feeds = {}
  for (const [kind, name] of Object.entries(formats)) {
    const file = folder + name
    const source = readFileSync(join(web.root, file), 'utf8')
    feeds[kind] = await readFeed(page, kind, source)
    const own = control.test(source) || (kind === 'json' && escapedControl.test(source)) ? ['holds a control character'] : []
    own.push(...(feeds[kind].fault ? [feeds[kind].fault] : feedFault(web, file, feeds[kind])))
    faults.push(...own.map((fault) => `${file}: ${fault}`))
  }
  return Object.values(feeds).some((feed) => feed.fault) ? faults : [...faults, ...disagreements(folder, feeds)]
}

// A reader's program finds the feeds through the page they belong to.
function undiscovered(web, folder) {
  const page = web.pages.find((candidate) => candidate.path === '/' + folder)
  if (!page) return [`/${folder} has feeds but no page`]
  const links = tagged(page.document, 'link').filter((link) => attribute(link, 'rel') === 'alternate')
  const targets = links.map((link) => new URL(attribute(link, 'href'), web.origin + page.path).pathname)
  return Object.values(formats).filter((name) => !targets.includes('/' + folder + name)).map((name) => `${page.file}: has no alternate link to ${folder}${name}`)
}

function feedFault(web, file, feed) {
  const faults = [...new Set(feed.lacks)].map((what) => `lacks ${what}`)
  if (feed.self !== `${web.origin}/${file}`) faults.push(`names "${feed.self}" as its own address`)
  if (!feed.language) faults.push('has no language')
  if (feed.items.length > most) faults.push(`has ${feed.items.length} items, more than ${most}`)
  if (new Set(feed.items.map((item) => item.id)).size < feed.items.length) faults.push('uses an id twice')
  return [...faults, ...feed.items.flatMap((item) => itemFaults(web, item).map((fault) => `"${item.title}": ${fault}`))]
}

function itemFaults(web, item) {
  const faults = ['id', 'title', 'url', 'published', 'html'].filter((name) => !item[name]).map((name) => `has no ${name}`)
  const wrong = item.url && absoluteFault(web, item.url)
  if (wrong) faults.push(`links to "${item.url}": ${wrong}`)
  for (const element of elements(parse(item.html))) {
    if (element.tagName === 'script' || element.attrs.some(({ name }) => name.startsWith('on') || name === 'style')) faults.push(`holds code or style in <${element.tagName}>`)
    for (const link of ['href', 'src'].map((name) => attribute(element, name)).filter((value) => value !== undefined)) {
      const wrong = absoluteFault(web, link)
      if (wrong) faults.push(`its text links to "${link}": ${wrong}`)
    }
  }
  return faults
}

function absoluteFault(web, link) {
  return URL.canParse(link) ? linkFault(web, '/', link) : 'it is not absolute'
}

/** Where the three formats tell a reader different things. */
function disagreements(folder, { rss, atom, json }) {
  const faults = []
  const compare = (what, a, b, c) => {
    if (a !== b || b !== c) faults.push(`${folder}feeds disagree on ${what}: "${a}", "${b}", "${c}"`)
  }
  compare('the title', rss.title, atom.title, json.title)
  compare('the language', rss.language, atom.language, json.language)
  compare('how many items there are', rss.items.length, atom.items.length, json.items.length)
  if (faults.length) return faults
  rss.items.forEach((item, i) => {
    const trio = [item, atom.items[i], json.items[i]]
    for (const name of ['id', 'title', 'url', 'html']) compare(`${name} of item ${i + 1}`, ...trio.map((one) => one[name]))
    compare(`the date of item ${i + 1}`, ...trio.map((one) => Date.parse(one.published)))
    compare(`the update of item ${i + 1}`, ...[atom, json, json].map((feed) => Date.parse(feed.items[i].updated || feed.items[i].published)))
  })
  return faults
}
