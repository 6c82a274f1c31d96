/**
 * Builds the stylesheet and the scripts of the site: `npm run assets`.
 *
 *   layouts/css/site.scss + nhsuk-frontend → static/assets/site-HASH.css
 *   layouts/js/*.js                        → static/assets/NAME-HASH.js
 *
 * The Go builder never runs Node: it reads static/assets/manifest.json, which
 * says what each file is called this time.
 */
import { brotliCompressSync } from 'node:zlib'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publish } from './publish.mjs'
import { buildScripts } from './scripts.mjs'
import { buildStyles } from './styles.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scripts = await buildScripts(join(root, 'layouts/js'))
const files = new Map([...(await buildStyles(root, scripts)), ...scripts])
const manifest = publish(join(root, 'static/assets'), files)
for (const [name, content] of files) {
  console.log(`${manifest[name]}: ${content.length} bytes, ${brotliCompressSync(content).length} with Brotli`)
}
