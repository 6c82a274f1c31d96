/**
 * Takes pictures of every kind of page, for people to look at.
 *
 *   npm run shots -- FOLDER [--only /path/]…
 *
 * Tests can't tell whether a page is calm, warm and clear. Each page is shot whole at
 * 320, 768 and 1280 px, and as it prints on A4 (a picture and a PDF). PARTAKE_SITE names the site.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from './chromium.mjs'
import { serving } from './serve.mjs'
import { samplePages, sites } from './site.mjs'
import { openTab } from './tab.mjs'

const a4 = { width: 794, height: 1123 } // CSS pixels, at 96 to the inch
const looks = [
  { name: '320', width: 320 },
  { name: '768', width: 768 },
  { name: '1280', width: 1280 },
  { name: 'print', ...a4 },
]

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', multiple: true } } })
const [folder] = positionals
if (!folder) {
  console.error('Say where to put the pictures: npm run shots -- FOLDER [--only /path/]')
  process.exit(2)
}

const browser = await launch()
try {
  for (const site of sites()) await serving(site.root, (origin) => shootSite(site, origin))
} finally {
  await browser.close()
}

async function shootSite(site, origin) {
  const pages = values.only ? site.pages.filter((page) => values.only.includes(page.path)) : samplePages(site)
  if (pages.length === 0) throw new Error(`${site.root} has no page ${values.only}. Give its path, such as /about/.`)
  mkdirSync(join(folder, site.name), { recursive: true })
  for (const look of looks) {
    const tab = await openTab(browser, origin, look)
    if (look.name === 'print') await tab.page.emulateMedia({ media: 'print' })
    const take = look.name === 'print' ? print : shoot
    for (const page of pages) await take(tab, page, join(folder, site.name, `${fileName(page)}-${look.name}`))
    await tab.close()
  }
}

async function shoot(tab, page, name) {
  await tab.open(page.path)
  await tab.page.screenshot({ path: `${name}.png`, fullPage: true })
  console.log(`${name}.png`)
}

// A picture shows the look of print; only the PDF shows where the pages break.
async function print(tab, page, name) {
  await shoot(tab, page, name)
  await tab.page.pdf({ path: `${name}.pdf`, format: 'A4' })
}

// Starts with the kind, so that pages of one kind stand together in a folder.
function fileName(page) {
  return [page.kind, ...page.path.replace('.html', '').split('/').filter(Boolean)].join('-')
}
