/**
 * What must hold whenever a page is opened, beyond what axe can see.
 *
 * The site promises no cookies, no storage, no other origin and no sideways
 * scrolling on a small phone; a browser is the only honest witness of that.
 */
import { openPage } from './chromium.mjs'
import { violations } from './axe.mjs'

/** Opens one page in one way and returns every problem found. */
export async function visit(browser, origin, path, options) {
  const { page, problems, close } = await openPage(browser, origin, path, options)
  const found = [...problems, ...(await sidewaysScroll(page)), ...(await traces(page)), ...(await violations(page))]
  await close()
  return found
}

async function sidewaysScroll(page) {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  return wide > room ? [`scrolls sideways: ${wide} px of page in ${room} px of window`] : []
}

// Whatever the page leaves behind in the visitor's browser.
async function traces(page) {
  const { cookies, origins } = await page.context().storageState({ indexedDB: true })
  const session = await page.evaluate(() => Object.keys(sessionStorage))
  const kept = [
    ...cookies.map((cookie) => `cookie ${cookie.name}`),
    ...origins.flatMap((origin) => origin.localStorage.map((item) => `localStorage ${item.name}`)),
    ...origins.flatMap((origin) => (origin.indexedDB ?? []).map((database) => `indexedDB ${database.name}`)),
    ...session.map((name) => `sessionStorage ${name}`),
  ]
  return kept.map((what) => `leaves a trace: ${what}`)
}
