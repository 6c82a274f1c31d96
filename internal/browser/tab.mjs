/**
 * A tab of the browser that writes down whatever the browser complains about.
 *
 * One tab opens many pages in turn, because a new one costs more time than all
 * the checks of a page. Its window has a size, and our scripts are on or off.
 */

/**
 * Opens a tab for a served site. With `scripts: false` our scripts are blocked,
 * as a failed download would; axe and the tests themselves still run.
 */
export async function openTab(browser, origin, { width = 1280, height = 800, scripts = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...options })
  if (!scripts) await context.route(/\.js(\?|$)/, (route) => route.abort())
  const page = await context.newPage()
  const complaints = []
  await watch(context, page, { origin, scripts }, (complaint) => complaints.push(complaint))
  return {
    page,
    /** Loads a page and waits until it is at rest. */
    async open(path) {
      complaints.length = 0
      await page.goto(origin + path, { waitUntil: 'load' })
      await settle(page)
    },
    /** What the browser has complained about since the page was opened. */
    complaints: () => [...complaints],
    close: () => context.close(),
  }
}

/**
 * Waits until a page has done what it was asked to. It is a plain short wait, since
 * a tab that isn't in front may never be idle and may never draw a frame.
 */
export function settle(page) {
  return page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30)))
}

async function watch(context, page, { origin, scripts }, report) {
  await context.exposeBinding('reportViolation', (_, what) => report(`policy violation: ${what}`))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      reportViolation(`${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`)
    })
  })
  page.on('pageerror', (error) => report(`script error: ${error.message}`))
  page.on('dialog', (dialog) => {
    report(`a dialog opened: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('console', (message) => {
    const expected = !scripts && /\.js(\?|$)/.test(message.location().url)
    if (['error', 'warning'].includes(message.type()) && !expected) report(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') report(`request to another origin: ${url}`)
  })
}
