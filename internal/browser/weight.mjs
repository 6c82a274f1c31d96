/**
 * Weighs the first view of a page: what must arrive before it is whole.
 *
 * Many read these pages on an old phone with little data left. The weight is the
 * HTML, the stylesheets and the scripts, each compressed with Brotli as a host does.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { attribute, tagged } from './dom.mjs'

/** The parts of a page's first view: `[{ name, bytes }]`. */
export function firstView(site, page) {
  const styles = tagged(page.document, 'link').filter((link) => attribute(link, 'rel') === 'stylesheet').map((link) => attribute(link, 'href'))
  const scripts = tagged(page.document, 'script').map((script) => attribute(script, 'src')).filter(Boolean)
  return [page.file, ...styles, ...scripts].map((name) => ({ name, bytes: weigh(join(site.root, name)) }))
}

// Every page shares its stylesheet and scripts, so each file is compressed once.
const weights = new Map()

function weigh(file) {
  if (!weights.has(file)) weights.set(file, brotliCompressSync(readFileSync(file)).length)
  return weights.get(file)
}
