/**
 * Pages that nobody hopes to see: each says what happened, keeps what was typed,
 * gives ways to reach the team, and passes every check that other pages pass.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { bankPage, closed, from, interestPage, open, openDesk, sendPath } from './desk.mjs'
import { inspect, sendFields } from './journey.mjs'
import { invalidities } from './nu.mjs'
import { noProblem } from './problems.mjs'
import { openTab } from './tab.mjs'

const browser = await launch()
const desk = await openDesk()
after(async () => {
  await browser.close()
  await desk.close()
})

const typed = { name: 'Pat Patient', reply_by: 'email', contact_email: 'pat@example.org', experience: 'Tea & toast', experience_consent: 'yes' }
const asked = { _form: 'forms/interest', ...typed }

// A page, what is posted for it (nothing: it is loaded), its status, its heading,
// and whether what was typed stands on it.
const refusals = [
  ['a form left empty (input 1)', { _form: 'forms/interest', opportunity: open }, 422, /Tell us you are interested/, false],
  ['an opportunity that is closed (input 38)', { ...asked, opportunity: closed }, 409, /This is not open now/, true],
  ['an opportunity that nobody knows (input 38)', { ...asked, opportunity: 'opportunities/moon' }, 404, /do not have this form/, true],
  ['a token that was tampered with (input 63)', { ...asked, opportunity: open, _token: 'x' }, 200, /Check your answers/, true],
  ['the address of the form, typed by hand (input 40)', undefined, 200, /Send us a form/, false],
  ['more than can be sent (input 44)', { ...asked, opportunity: open, experience: 'x'.repeat(300_000) }, 413, /too long to send/, false],
]

const pages = mkdtempSync(join(tmpdir(), 'replies-'))
after(() => rmSync(pages, { recursive: true }))

const ways = [
  { width: 1280, ...from('192.0.2.1') },
  { width: 320, height: 256, scripts: false, ...from('192.0.2.2') },
]

for (const [n, [name, fields, status, heading, keeps]] of refusals.entries()) {
  test(name, () => inEveryWay(async (tab) => {
    const answer = fields ? await sendFields(tab, interestPage, fields) : await load(tab, sendPath)
    await want(tab, answer, status, heading, keeps, `refusal-${n}`)
  }))
}

test('a receipt that ran out', () => inEveryWay(async (tab) => {
  await want(tab, await load(tab, '/api/receipt/none'), 410, /This page has run out/, false, 'run-out')
}))

test('the 6th look in a minute waits and keeps what was typed (input 65)', async () => {
  const tab = await openTab(browser, desk.origin, { width: 320, ...from('192.0.2.65') })
  let answer
  // A minute may end on the way; then its next 6 are as many again.
  for (let looks = 0; looks < 12 && answer?.status() !== 429; looks++) answer = await sendFields(tab, interestPage, { ...asked, opportunity: open })
  assert.match(answer.headers()['retry-after'], /^[1-9]\d*$/)
  await want(tab, answer, 429, /Please wait a little/, true, 'slower')
  await tab.close()
})

test('nothing was stored', async () => assert.deepEqual(await desk.records(), []))

test('Nu finds nothing in any of these pages, nor in the forms', async () => {
  for (const path of [interestPage, bankPage]) writeFileSync(join(pages, `form${path.replaceAll('/', '-')}.html`), await (await fetch(desk.origin + path)).text())
  noProblem(await invalidities([{ root: pages, name: 'replies' }]))
})

async function inEveryWay(act) {
  await Promise.all(ways.map(async (way) => {
    const tab = await openTab(browser, desk.origin, way)
    await act(tab)
    await tab.close()
  }))
}

async function load(tab, path) {
  return tab.page.goto(desk.origin + path)
}

async function want(tab, answer, status, heading, keeps, file) {
  assert.equal(answer.status(), status)
  assert.equal(answer.headers()['cache-control'], 'no-store')
  assert.equal(answer.headers()['referrer-policy'], 'same-origin')
  assert.match(await tab.page.innerText('h1'), heading)
  const words = await tab.page.innerText('main')
  assert.match(words, /01632 960/, 'there is a phone number')
  if (keeps) for (const text of [typed.name, typed.contact_email, typed.experience]) assert.ok(words.includes(text), `${text} is kept`)
  writeFileSync(join(pages, `${file}.html`), await answer.text())
  noProblem(await inspect(tab))
}
