/**
 * A strange site on a phone: where nothing is open, names and words are as long
 * and as foreign as they come, and a page is there in 40 languages, each page
 * passes axe, fits, reads from both sides and prints within the paper.
 */
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { launch } from './chromium.mjs'
import { unmirrored } from './mirror.mjs'
import { misprints, sheet } from './printed.mjs'
import { noProblem } from './problems.mjs'
import { serving } from './serve.mjs'
import { openSite } from './site.mjs'
import { cramped } from './spacing.mjs'
import { buildStrange } from './strange.mjs'
import { openTab } from './tab.mjs'
import { faults } from './visit.mjs'

let browser, site
before(async () => {
  browser = await launch()
  site = buildStrange()
})
after(async () => {
  await browser?.close()
  rmSync(site.root, { recursive: true })
})

test('the strange site is whole', () => {
  const kinds = new Set(openSite(site.pages).pages.map((page) => page.kind))
  noProblem(['home', 'list', 'opportunity', 'people', 'person', 'a-to-z', 'glossary', 'plain', 'update', 'strategy', 'ambition', 'group', 'organisation', 'index'].filter((kind) => !kinds.has(kind)))
})

// axe takes longer than all the rest, and what it sees is the same on every page of a kind.
const withAxe = ['/', '/opportunities/', '/opportunities/closed/', '/about/many/', '/about/many-ur/', '/a-z/', '/people/']
const without = [
  '/opportunities/cjk/', '/about/many-ta/', '/about/long/', '/glossary/', '/people/person-1/', '/people/person-5/', '/groups/group/', '/organisations/organisation/', '/updates/update/',
  '/strategy/plan/', '/strategy/plan/aim/', '/areas/area-0/', '/news/', '/about/get-updates/', '/404.html',
]

test('strange pages fit on a phone', (t) =>
  serving(site.pages, async (origin) => {
    const tab = await openTab(browser, origin, { width: 320 })
    for (const path of [...withAxe, ...without]) {
      await t.test(path, async () => {
        await tab.open(path)
        const found = withAxe.includes(path) ? await faults(tab) : tab.complaints()
        noProblem([...found, ...(await cramped(tab.page)), ...(await unmirrored(tab.page)), ...(await onPaper(tab.page))])
      })
    }
    await tab.close()
  }))

async function onPaper(page) {
  await page.setViewportSize(sheet)
  const faults = await misprints(page)
  await page.emulateMedia({ media: null })
  await page.setViewportSize({ width: 320, height: 800 })
  return faults
}
