/** The stylesheet holds what our pages use and nothing that we must not ship. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { buildStyles, cutUnused, minify } from './styles.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

const built = await buildStyles(root, [])

test('building twice gives the same bytes', async () => {
  const [[name, first]] = built
  const [[, second]] = await buildStyles(root, [])
  assert.equal(name, 'site.css')
  assert.ok(first.length > 1000, 'the stylesheet is all but empty')
  assert.ok(first.equals(second))
})

test('what no markup names is cut away', async () => {
  const css = await cutUnused('.nhsuk-card{color:red}.nhsuk-tabs{color:red}', ['<p class="nhsuk-card">'])
  assert.match(css, /nhsuk-card/)
  assert.doesNotMatch(css, /nhsuk-tabs/)
})

test('a picture that we do not ship is not asked for', () => {
  const [[, css]] = built
  assert.match(String(css), /nhsuk-input/)
  assert.doesNotMatch(String(css), /\/assets\/images\//)
})

test('what is named only in part or by a script is kept', async () => {
  const names = ['js-enabled', 'nhsuk-frontend-supported', 'nhsuk-error-summary', 'nhsuk-input--error', 'partake-align-right', 'partake-tag--open', 'nhsuk-grid-two']
  const css = names.map((name) => `.${name}{color:red}`).join('')
  const result = await cutUnused(css, ['<b class="partake-tag--{{.Tone}}">', 'class := "nhsuk-grid-" + width'])
  for (const name of names) assert.match(result, new RegExp(`\\.${name}\\b`))
})

test('what we must not ship is refused', async () => {
  const faults = {
    '@font-face{font-family:a;src:url(/a.woff2)}': /loads a font/,
    'b{font-family:"Frutiger W01"}': /NHS typeface/,
    'b{background:url(https://other.example/a.png)}': /another origin/,
    'b{background:url("//other.example/a.png")}': /another origin/,
    'b{background:url(data:image/png;base64,AA)}': /data: address/,
    '@import "other.css";': /imports another/,
    'b{color:red': /site\.css: .*"}"/,
  }
  for (const [css, reason] of Object.entries(faults)) await assert.rejects(minify(css), reason)
})

test('a file of the site itself may be fetched', async () => {
  assert.match(String(await minify('b{background:url(/assets/a.svg)}')), /url\(\/assets\/a\.svg\)/)
})
