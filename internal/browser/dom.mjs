/**
 * A few words for walking a parsed HTML page, so that the checks read as rules.
 *
 * parse5 builds the tree as a browser would, implied tags included. Checks of
 * every page use it because it needs no browser and takes milliseconds.
 */
import { parse as parseDocument } from 'parse5'

export function parse(html) {
  return parseDocument(html, { sourceCodeLocationInfo: true })
}

/** Every element below a node, in the order of the page. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child
    yield* elements(child.content ?? child)
  }
}

/** The elements with one of these tag names. */
export function tagged(node, ...names) {
  return [...elements(node)].filter((element) => names.includes(element.tagName))
}

/** The value of an attribute, or undefined when it is not there. */
export function attribute(element, name) {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

export function text(node) {
  if (node.nodeName === '#text') return node.value
  return (node.childNodes ?? []).map(text).join('')
}

/** Where an element stands, for a message: `about/index.html:12`. */
export function place(page, element) {
  return `${page.file}:${element.sourceCodeLocation?.startLine ?? '?'}`
}
