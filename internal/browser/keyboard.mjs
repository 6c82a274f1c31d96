/**
 * Walks a page with the Tab key, as someone does who can't use a mouse.
 *
 * axe can't tell whether focus is seen: only walking shows that each stop is on
 * screen, beneath nothing, and looks different from when it isn't focused.
 */
import { settle } from './tab.mjs'

// Keys are sent many at once, since most of a press is waiting for its answer. The
// page itself looks at each stop before it hears of the next key.
const atOnce = 12

/** Every problem on the way from the top of the page to its end. */
export async function stumbles(page) {
  await page.evaluate(rememberLooks)
  await page.evaluate(`window.onkeyup = () => window.checks.stops.push((${examineFocus})())`)
  const tools = await page.context().newCDPSession(page)
  const problems = []
  for (let walked = 0; ; ) {
    await pressTab(tools, atOnce)
    const stops = await page.evaluate(() => window.checks.stops.splice(0))
    if (stops.length !== atOnce) throw new Error(`${atOnce} keys were pressed, and the page heard ${stops.length}`)
    for (const stop of stops) {
      if (stop.trapped) problems.push(`${stop.name}: focus is trapped here`)
      else if (stop.end && walked === 0) problems.push('nothing on the page takes focus')
      else if (!stop.end) problems.push(...stop.faults.map((fault) => `${stop.name}: ${fault}`))
      if (stop.trapped || stop.end) {
        await tools.detach()
        return problems
      }
      walked++
    }
  }
}

function pressTab(tools, times) {
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
  const types = Array.from({ length: times }, () => ['rawKeyDown', 'keyUp']).flat()
  return Promise.all(types.map((type) => tools.send('Input.dispatchKeyEvent', { type, ...key })))
}

/** What goes wrong when the skip link is used, from the top of an open page. */
export async function skipProblems(page) {
  await page.evaluate(toTheTop)
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => {
    const { hash, textContent } = document.activeElement
    const target = hash ? document.getElementById(hash.slice(1)) : null
    return { skips: Boolean(target?.closest('main')), name: textContent.trim().slice(0, 40) }
  })
  if (!first.skips) return [`the first stop is "${first.name}", not a link to the main content`]
  await page.keyboard.press('Enter')
  await settle(page)
  await page.keyboard.press('Tab')
  const before = await page.evaluate(() => {
    const stop = document.activeElement
    const isBefore = document.querySelector('main').compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING
    return stop !== document.body && isBefore ? stop.outerHTML.slice(0, 80) : ''
  })
  return before ? [`after the skip link, Tab stops before the main content at ${before}`] : []
}

// Runs in the page. A browser goes on from where the focus was last: that is now
// before everything else.
function toTheTop() {
  const first = Object.assign(document.createElement('span'), { tabIndex: -1 })
  document.body.prepend(first)
  first.focus()
  first.remove()
  scrollTo(0, 0)
}

// Runs in the page. Keeps how everything looks while nothing has focus. A radio
// shows its focus on its label, and nhsuk draws with ::before and ::after.
function rememberLooks() {
  const look = (element) => {
    const shown = [element, ...(element.labels ?? [])].flatMap((part) => [null, '::before', '::after'].map((pseudo) => getComputedStyle(part, pseudo)))
    const traits = ['outline', 'boxShadow', 'backgroundColor', 'borderColor', 'borderWidth', 'textDecoration']
    return JSON.stringify(shown.map((style) => traits.map((trait) => style[trait])))
  }
  const looks = new Map()
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) looks.set(element, look(element))
  window.checks = { look, looks, seen: new Set(), stops: [] }
}

// Runs in the page. Says what has focus now and what is wrong with how it shows.
function examineFocus() {
  const { look, looks, seen } = window.checks
  const element = document.activeElement
  const name = `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40) || element.id}"`
  // Some browsers go round without stopping at the body; a page with one stop has nothing else to go to.
  const alone = () => [...looks.keys()].filter((other) => other.tabIndex >= 0).length === 1
  const around = seen.values().next().value === element && (seen.size > 1 || alone())
  if (element === document.body || around) return { end: true }
  if (seen.has(element)) return { name, trapped: true }
  seen.add(element)
  const faults = []
  if (looks.get(element) === look(element)) faults.push('looks the same with focus as without')
  // A tall text may be cut off by the window's edge: what shows of it counts, if that is a line or more.
  const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1)
  const parts = boxes
    .map((box) => ({ ...box.toJSON(), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight) }))
    .filter((part) => part.bottom - part.top >= Math.min(part.height / 2, 24))
  const points = parts.flatMap((part) => [0.1, 0.5, 0.9].map((share) => [part.left + part.width * share, (part.top + part.bottom) / 2]))
  const visible = points.filter(([x]) => x >= 0 && x < innerWidth)
  if (visible.length === 0) faults.push('is off the screen when it has focus')
  const mine = [element, ...(element.labels ?? [])]
  const cover = visible.map(([x, y]) => document.elementFromPoint(x, y)).find((top) => !mine.some((part) => part.contains(top)))
  if (cover) faults.push(`lies beneath ${cover.cloneNode().outerHTML.slice(0, 80)}`)
  return { name, faults }
}
