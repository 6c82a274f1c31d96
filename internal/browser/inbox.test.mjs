/**
 * The team works through its inbox with the keyboard alone, on a desk and at 320
 * pixels: reads, marks, writes notes, erases. Every page passes every check, and no
 * address, title or log says who wrote or what.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { openDesk } from './desk.mjs'
import { parse } from './dom.mjs'
import { choose, enter, reach, type } from './journey.mjs'
import { skipProblems, stumbles } from './keyboard.mjs'
import { breachesOf } from './markup.mjs'
import { noProblem } from './problems.mjs'
import { openTab } from './tab.mjs'
import { faults } from './visit.mjs'

const browser = await launch()
const desk = await openDesk()
after(async () => {
  await browser.close()
  await desk.close()
})

const name = 'Zoë O’Brien'
const wrote = `My mother’s GP sent us.\n=1+1 <b>tea</b> \u202Eand cake\n${'long'.repeat(60)}`
const key = ['--identity', 'identity.txt']

for (const width of [1280, 320]) {
  test(`at ${width} pixels: find, read, mark, note, erase, close`, async () => {
    const answers = { name: `${name} ${width}`, reply_by: 'post', contact_post: '1 Fell Lane', experience: wrote, experience_consent: true }
    const reference = await desk.add(answers, '--form', 'interest', '--opportunity', 'walk-leaders')
    await desk.add({ ...answers, name: 'Ada' }, '--form', 'bank')
    const inbox = await desk.inbox(...key)
    const tab = await openTab(browser, inbox.address.origin, { width })
    const told = tellTales(tab.page, [reference, name, 'Fell'])
    const { page } = tab
    const problems = []
    const look = async (what) => problems.push(...(await inspect(tab)).map((problem) => `${width} px, ${what}: ${problem}`))

    await tab.open(inbox.address.pathname)
    problems.push(...(await skipProblems(page)))
    await look('list')
    assert.match(await page.innerText('main'), new RegExp(`${reference}\\s+${name} ${width}[\\s\\S]+Not dealt with yet`))
    await type(page, '#reference', reference.toLowerCase().replace('-', ' '))
    await enter(page, '#reference')
    await look('record')
    const read = await page.innerText('main')
    for (const line of ['My mother’s GP sent us.', '=1+1 <b>tea</b> [U+202E]and cake', 'About their health: they agreed that you keep this.', '1 Fell Lane']) assert.ok(read.includes(line), line)

    await choose(page, '[name=state]', 'ArrowDown')
    await enter(page, 'form[action$="/mark"] button')
    await look('marked')
    assert.match(await page.innerText('main'), /Marked\.[\s\S]+Marked: contacted/)

    await enter(page, 'form[action$="/note"] button')
    assert.match(await page.title(), /^Error: /)
    await look('empty note')
    await type(page, '#note', 'Rang, and left\na message <i>')
    await enter(page, 'form[action$="/note"] button')
    await look('note')
    assert.match(await page.innerText('main'), /Your note is kept\.[\s\S]+Rang, and left\s+a message <i>/)
    await page.reload()
    assert.equal((await page.innerText('main')).match(/a message <i>/g).length, 1, 'loading the page again keeps no second note')

    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('form:visible, .nhsuk-button:visible').count(), 0, 'paper has nothing to press')
    await page.emulateMedia({ media: 'screen' })

    await enter(page, 'a[href$="/erase"]')
    await look('erase')
    await enter(page, 'form[action$="/erase"] button')
    await look('erased')
    assert.ok(!(await page.innerText('main')).includes(reference))
    await enter(page, 'form[action$="/close"] button')
    await look('closed')
    assert.equal(await inbox.ended, 0)
    await tab.close()
    noProblem([...problems, ...told(), ...[reference, name, 'Rang', 'Fell'].filter((word) => inbox.log().includes(word)).map((word) => `the program printed ${word}`)])
  })
}

test('without a key it asks for one, and the address works once', async () => {
  const reference = await desk.add({ name, reply_by: 'post', contact_post: '1 Fell Lane' }, '--form', 'bank')
  const inbox = await desk.inbox(reference)
  const tab = await openTab(browser, inbox.address.origin, { width: 320 })
  const { page } = tab
  const problems = []
  await tab.open(inbox.address.pathname)
  problems.push(...(await inspect(tab)))
  await type(page, '#key', 'AGE-SECRET-KEY-PQ-1NONE')
  await enter(page, 'form[action$="/key"] button')
  problems.push(...(await inspect(tab)))
  assert.ok(!(await page.content()).includes('1NONE'), 'what was typed as a key is never shown again')
  await reach(page, '#key')
  await page.fill('#key', desk.secret()) // as one pastes it
  await enter(page, 'form[action$="/key"] button')
  assert.ok((await page.innerText('main')).includes(name))
  await tab.open(inbox.address.pathname)
  assert.match(await page.innerText('h1'), /does not open the inbox/)
  problems.push(...(await inspect(tab)))
  await tab.close()
  await inbox.stop()
  noProblem(problems)
})

for (const width of [1280, 320]) {
  test(`at ${width} pixels: two computers, one button to send, and a desk that is away`, async () => {
    const own = await openDesk()
    const reference = await own.add({ name, reply_by: 'post', contact_post: '1 Fell Lane' }, '--form', 'bank')
    const here = await own.computer('here')
    const there = await own.computer('there')
    await there.partake('mark', reference, 'placed')
    await there.partake('push', '--token-file', '../token')
    const inbox = await here.inbox()
    const tab = await openTab(browser, inbox.address.origin, { width, scripts: false })
    const { page } = tab
    const problems = []
    const look = async (what) => {
      problems.push(...(await inspect(tab)).map((problem) => `${width} px, ${what}: ${problem}`))
      await page.evaluate(() => document.activeElement?.blur())
      if (process.env.PARTAKE_SHOTS) await page.screenshot({ path: `${process.env.PARTAKE_SHOTS}/${what.replaceAll(' ', '-')}-${width}.png`, fullPage: true })
      return page.innerText('main')
    }
    const send = 'form[action$="/push"] button'
    const fetch = 'form[action$="/fetch"] button'

    await tab.open(inbox.address.pathname)
    assert.match(await look('nothing to send'), /All that you did on this computer has been sent\./)
    await enter(page, '.partake-entry a')
    await choose(page, '[name=state]', 'ArrowDown')
    await enter(page, 'form[action$="/mark"] button')
    await type(page, '#note', 'Rang them')
    await enter(page, 'form[action$="/note"] button')
    assert.match(await look('record with two changes'), /2 changes on this computer have not been sent\./)
    await enter(page, send)
    const sent = await look('sent')
    for (const line of ['Sent: 2 marks and notes.', 'A colleague worked on 1 record too. Nothing is lost', 'All that you did on this computer has been sent.']) assert.ok(sent.includes(line), `${line} is not in ${sent}`)
    await own.add({ name: 'Ada', reply_by: 'post', contact_post: '2 Fell Lane' }, '--form', 'bank')
    await enter(page, fetch)
    const fetched = await look('fetched')
    for (const line of ['Fetched: 1 new record, and from your colleagues 1 mark or note.', '1 record is marked in two ways. Two people did not know of each other. Nothing is lost', 'Also marked']) assert.ok(fetched.includes(line), `${line} is not in ${fetched}`)

    await enter(page, '.partake-entry:last-child a')
    await type(page, '#note', 'Rang again')
    await enter(page, 'form[action$="/note"] button')
    await own.stop()
    await enter(page, send)
    const away = await look('away')
    for (const line of ['Nothing was sent: the website’s desk could not be reached.', 'Nothing is lost', '1 change on this computer has not been sent.']) assert.ok(away.includes(line), `${line} is not in ${away}`)
    await enter(page, 'form[action$="/close"] button')
    assert.equal(await inbox.ended, 0)
    await tab.close()
    await own.close()
    noProblem([...problems, ...[reference, name, 'Rang'].filter((word) => inbox.log().includes(word)).map((word) => `the program printed ${word}`)])
  })
}

async function inspect(tab) {
  const seen = (await faults(tab)).filter((problem) => !/^console: Failed to load resource: the server responded with a status of 4\d\d/.test(problem))
  return [...seen, ...breachesOf({ path: '/api/', file: 'page', document: parse(await tab.page.content()) }), ...(await faint(tab.page)), ...(await stumbles(tab.page))]
}

// Words in the colour of what is behind them: axe takes those for hidden on purpose.
function faint(page) {
  return page.evaluate(() => {
    const behind = (element) => {
      if (!element) return 'rgb(255, 255, 255)'
      const colour = getComputedStyle(element).backgroundColor
      return colour === 'rgba(0, 0, 0, 0)' ? behind(element.parentElement) : colour
    }
    return [...document.querySelectorAll('button, a, p, li, h1, h2, h3')]
      .filter((element) => element.checkVisibility() && getComputedStyle(element).color === behind(element))
      .map((element) => `nobody can see: ${element.textContent.trim()}`)
  })
}

// Browsers write addresses and titles down (F18).
function tellTales(page, words) {
  const seen = new Set()
  page.on('request', (request) => [request.url(), request.headers().referer ?? ''].forEach((url) => seen.add(decodeURIComponent(url))))
  page.on('load', async () => seen.add(await page.title()))
  return () => [...seen].flatMap((what) => words.filter((word) => what.includes(word)).map((word) => `${what} tells ${word}`))
}
