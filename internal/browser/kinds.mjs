/**
 * Opens every kind of page of every site, in every way that a check asks for.
 *
 * A way is a window's size, our scripts on or off, and what else a tab takes; it
 * may have a name. The ways go side by side, since most of a visit is waiting.
 */
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { noProblem } from './problems.mjs'
import { serving } from './serve.mjs'
import { samplePages, sites } from './site.mjs'
import { openTab } from './tab.mjs'

const browser = await launch()
after(() => browser.close())

/** Tests that `check(tab, path)` returns no problem for any page in any way. */
export function everyKind(claim, ways, check) {
  for (const site of sites()) {
    test(`${site.name}: every kind of page ${claim}`, (t) => withTabs(site, ways, async (tabs) => {
      for (const { path } of samplePages(site)) {
        await t.test(path, async () => {
          const found = await Promise.all(tabs.map(async ({ name, tab }) => (await check(tab, path)).map((problem) => `${name}: ${problem}`)))
          noProblem(found.flat())
        })
      }
    }))
  }
}

/** The problems of a site's home page in one way: for planted faults. */
export function problemsAtHome(site, way, check) {
  return withTabs(site, [way], ([{ tab }]) => check(tab, '/'))
}

function withTabs(site, ways, use) {
  return serving(site.root, async (origin) => {
    const tabs = await Promise.all(ways.map(async (way) => ({ name: describe(way), tab: await openTab(browser, origin, way) })))
    try {
      return await use(tabs)
    } finally {
      await Promise.all(tabs.map(({ tab }) => tab.close()))
    }
  })
}

function describe({ width, height, ...rest }) {
  const other = Object.entries(rest).map(([name, value]) => `${name} ${value}`)
  return [`${width} px`, height && `${height} px high`, ...other].filter(Boolean).join(', ')
}
