/**
 * Reads a page as w3m does, which shows nothing but its words, one after the other:
 * the order in which a screen reader, a braille line or a search engine meets them.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { attribute, elements, tagged, text } from './dom.mjs'

/** Everything that is not there, or not in its place, a line each. */
export function misread(site, page) {
  const shown = execFileSync('w3m', ['-dump', '-cols', '80', '-T', 'text/html', join(site.root, page.file)], { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: site.root, LC_ALL: 'C.UTF-8' } })
  return [...outOfOrder(page.document, bare(shown)), ...fieldsBeforeWords(page.document)]
}

// Lines break anywhere, so spaces don't count.
const bare = (words) => words.replace(/\s/g, '')

// First the way past the navigation, then whose site it is, the title, and each
// heading and button where it belongs.
function outOfOrder(document, shown) {
  const [body] = tagged(document, 'body')
  const [main] = tagged(body, 'main')
  const [header] = tagged(body, 'header') // a poster has none
  const [skip] = tagged(body, 'a')
  const parts = [skip, ...(header ? tagged(header, 'a').slice(0, 1) : []), ...tagged(main, 'h1', 'h2', 'h3', 'h4', 'button', 'legend', 'caption'), ...tagged(body, 'footer').flatMap((footer) => tagged(footer, 'h2', 'p').slice(0, 1))]
  const faults = []
  let at = 0
  for (const part of parts) {
    const words = bare(text(part))
    const found = shown.indexOf(words, at)
    if (!words) faults.push(`a ${part.tagName} has no words`)
    else if (found < 0) faults.push(`“${text(part).trim()}” is not shown${shown.includes(words) ? ' where it belongs' : ''}`)
    else at = found + words.length
  }
  return faults
}

// What to write into a field is said before it. A box or a choice has its words after it.
function fieldsBeforeWords(document) {
  const all = [...elements(document)]
  const fields = all.filter((element) => ['input', 'select', 'textarea'].includes(element.tagName) && !/^(hidden|submit)$/.test(attribute(element, 'type') ?? ''))
  return fields.flatMap((field) => {
    const label = all.findIndex((element) => element.tagName === 'label' && attribute(element, 'for') === attribute(field, 'id'))
    const after = /^(radio|checkbox)$/.test(attribute(field, 'type') ?? '')
    if (label >= 0 && label > all.indexOf(field) === after) return []
    return [`the field ${attribute(field, 'name')} has no words ${after ? 'after' : 'before'} it`]
  })
}
