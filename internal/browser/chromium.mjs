/**
 * Starts the system's Chromium and opens pages in it.
 *
 * We use the browser that the system's packages keep patched, never one that a
 * test tool downloads. The flags keep it from talking to anyone but our server.
 */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

export function launch() {
  return chromium.launch({ executablePath: findChromium(), args: quiet })
}

/** The path of Chromium or Chrome on this machine, or a thrown hint. */
export function findChromium() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (!found) throw new Error('Chromium is not installed. On Debian or Ubuntu: sudo apt-get install chromium')
  return found
}

/**
 * Opens a page of a served site and waits until it is at rest.
 * `scripts: false` blocks our scripts, as a failed download would.
 */
export async function openPage(browser, origin, path, { width = 1280, height = 800, scripts = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...options })
  if (!scripts) await context.route(/\.js(\?|$)/, (route) => route.abort())
  const page = await context.newPage()
  const problems = await watch(context, page, { origin, scripts })
  await page.goto(origin + path, { waitUntil: 'load' })
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  return { page, problems, close: () => context.close() }
}

/** Collects whatever the browser complains about while the page loads. */
async function watch(context, page, { origin, scripts }) {
  const problems = []
  await context.exposeBinding('reportViolation', (_, what) => problems.push(`policy violation: ${what}`))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      reportViolation(`${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`)
    })
  })
  page.on('pageerror', (error) => problems.push(`script error: ${error.message}`))
  page.on('dialog', (dialog) => {
    problems.push(`a dialog opened: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('console', (message) => {
    const expected = !scripts && /\.js(\?|$)/.test(message.location().url)
    if (['error', 'warning'].includes(message.type()) && !expected) problems.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') problems.push(`request to another origin: ${url}`)
  })
  return problems
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
