/**
 * Builds the one stylesheet: Sass, then only what our pages use, then minified.
 *
 * The whole of nhsuk-frontend is 24 kB with Brotli, most of it for parts we don't
 * have. What the layouts don't name is cut away.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import esbuild from 'esbuild'
import purgecss from 'purgecss'
import * as sass from 'sass'
import { browsers } from './scripts.mjs'

// What writes markup beside our scripts: the layouts, and any room that renders parts in Go.
const writers = { layouts: '.html', internal: '.go' }

// Names that no layout spells out: scripts of nhsuk-frontend set the first two,
// a refused form sets the errors, and Go joins the last from parts.
const kept = [/^js-enabled$/, /^nhsuk-frontend-supported$/, /^nhsuk-.*error/, /^partake-align-(left|center|right)$/]

// Rules for inputs of one type are for searches and numbers, which we have none
// of. Those of searches would fetch a picture that we don't ship.
const absent = ['type']

// What our stylesheet must never hold, and why.
const refused = [
  [/@font-face/i, 'loads a font: the NHS typeface needs a licence of one organisation'],
  [/frutiger/i, 'names the NHS typeface, which needs a licence of one organisation'],
  [/url\(\s*["']?(?:[a-z]+:|\/\/)/i, 'fetches from another origin or a data: address, which the policy blocks'],
  [/@import/i, 'imports another stylesheet, which makes readers wait twice'],
]

/** Builds layouts/css/site.scss of a checkout, given its built scripts: `[[name, content]]`. */
export async function buildStyles(root, scripts) {
  const { css } = sass.compile(join(root, 'layouts/css/site.scss'), {
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  })
  const markup = [...writtenMarkup(root), ...scripts.map(([, content]) => content.toString())]
  return [['site.css', await minify(await cutUnused(css, markup))]]
}

/** Removes the rules whose names no markup uses. */
export async function cutUnused(css, markup) {
  const [result] = await new purgecss.PurgeCSS().purge({
    css: [{ raw: css }],
    content: markup.map((raw) => ({ raw, extension: 'html' })),
    safelist: [...kept, ...cutOff(markup)],
    blocklist: absent,
    keyframes: true,
  })
  return result.css
}

// A name that ends in a hyphen gets its other half when the page is made, as in
// `partake-tag--{{.Tone}}`, so everything that begins with it may be used.
function cutOff(markup) {
  const starts = markup.flatMap((source) => source.match(/\b(?:nhsuk|partake)-[\w-]*-(?![\w-])/g) ?? [])
  return [...new Set(starts)].map((start) => new RegExp(`^${start}`))
}

function writtenMarkup(root) {
  return Object.entries(writers).flatMap(([folder, extension]) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => extname(file) === extension && !file.endsWith('_test.go'))
      .sort()
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
}

/** Minifies a stylesheet, and refuses what browsers would skip or what we must not ship. */
export async function minify(css) {
  const { code, warnings } = await esbuild.transform(css, { loader: 'css', minify: true, legalComments: 'none', target: browsers, logLevel: 'silent' })
  const faults = [...warnings.map((warning) => warning.text), ...refused.filter(([pattern]) => pattern.test(code)).map(([, reason]) => reason)]
  if (faults.length) throw new Error(`site.css: ${faults.join('; ')}`)
  return Buffer.from(code)
}
