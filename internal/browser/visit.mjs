/**
 * What must hold whenever a page is opened, beyond what axe can see.
 *
 * The site promises no cookies, no storage, no other origin and no sideways
 * scrolling on a small phone; a browser is the only honest witness of that.
 */
import { violations } from './axe.mjs'

/** Opens one page in a tab and returns every problem found. */
export async function visit(tab, path) {
  await tab.open(path)
  return faults(tab)
}

/** Every problem of the page that is open in a tab. */
export async function faults(tab) {
  return [...tab.complaints(), ...(await sidewaysScroll(tab.page)), ...(await traces(tab.page)), ...(await violations(tab.page))]
}

async function sidewaysScroll(page) {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  return wide > room ? [`scrolls sideways: ${wide} px of page in ${room} px of window`] : []
}

// What is left behind in the visitor's browser. The first page to show it left it.
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
