/**
 * What people do that nobody planned: press twice, go back, load a page again,
 * send from two tabs, or come without scripts and cookies. It is one record with
 * one reference, or a page that says what happened.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { from, interestPage, openDesk } from './desk.mjs'
import { inspect, reference, sendFields } from './journey.mjs'
import { noProblem } from './problems.mjs'
import { openTab } from './tab.mjs'

const browser = await launch()
const desk = await openDesk()
after(async () => {
  await browser.close()
  await desk.close()
})

const next = '.partake-form button[type=submit]'
const send = 'form button:not([name])'

test('a double click is one sending (input 59)', { timeout: 30_000 }, () =>
  asPerson('Dora Double', async ({ page }) => {
    await page.dblclick(send, { noWaitAfter: true })
    // The second press may cut off the first one's answer, which waitForURL takes for a failure.
    while (!page.url().includes('/api/receipt/')) await page.waitForTimeout(50)
    await page.waitForLoadState()
    assert.deepEqual(await references('Dora Double'), [await shown(page)])
  }))

test('back after sending, load again as the browser asks, and send again: the same reference (input 61)', () =>
  asPerson('Bea Back', async ({ page }) => {
    await page.click(send)
    const first = await shown(page)
    // The desk's pages are not kept by browsers, so that nobody finds them on a
    // shared computer: Chromium asks whether to fetch the page again.
    await page.goBack().catch(() => {})
    await page.waitForFunction(() => document.body.innerText.includes('ERR_CACHE_MISS'))
    await page.reload()
    assert.match(await page.title(), /^Check your answers/)
    assert.match(await page.innerText('.partake-check'), /Bea Back/)
    await page.click(send)
    assert.equal(await shown(page), first)
    assert.deepEqual(await references('Bea Back'), [first])
  }))

test('back from the page to check: the form has what was typed', () =>
  asPerson('Fay Form', async ({ page }) => {
    await page.goBack()
    assert.equal(await page.inputValue('#answer_name'), 'Fay Form')
    assert.ok(await page.isChecked('#answer_reply_by'))
  }))

test('other answers with the same token are an update, if the person says so (input 61)', () =>
  asPerson('Una Update', async (tab) => {
    const { page } = tab
    const fields = await page.$eval('main form', (form) => Object.fromEntries(new FormData(form)))
    await page.click(send)
    const first = await shown(page)
    await sendFields(tab, interestPage, { ...fields, name: 'Una Update-Again' })
    assert.match(await page.innerText('h1'), /You have sent this form before/)
    assert.equal(await page.innerText('.partake-reference'), first)
    assert.match(await page.innerText('main'), /Una Update-Again/, 'the new answers are kept')
    noProblem(await inspect(tab))
    assert.deepEqual(await references('Una Update-Again'), [], 'nothing is stored before the person says so')
    await page.click(send) // sends it as an update: the answers are checked once more
    await page.click(send)
    const second = await shown(page)
    assert.notEqual(second, first)
    assert.deepEqual(await references('Una Update-Again'), [second])
    assert.deepEqual(await references('Una Update'), [first], 'what came first stays')
  }))

test('the receipt, loaded again, is the same and stores nothing (input 62)', () =>
  asPerson('Rae Reload', async ({ page }) => {
    await page.click(send)
    const first = await shown(page)
    for (let again = 0; again < 3; again++) await page.reload()
    assert.equal(await shown(page), first)
    assert.deepEqual(await references('Rae Reload'), [first])
  }))

test('two tabs with the same answers are one record (input 60)', () =>
  asPerson('Tom Tabs', async ({ page }) => {
    const second = await page.context().newPage()
    await second.goto(desk.origin + interestPage)
    await fill(second, 'Tom Tabs')
    await Promise.all([page.click(send), second.click(send)])
    assert.equal(await shown(page), await shown(second))
    assert.deepEqual(await references('Tom Tabs'), [await shown(page)])
  }))

test('a field that only machines fill in is stored and marked, with the same receipt (input 64)', () =>
  asPerson('Meg Machine', async ({ page }) => {
    await page.goBack()
    await page.$eval('#_website', (input) => (input.value = 'http://spam.example'))
    await page.click(next)
    await page.click(send)
    assert.deepEqual(await references('Meg Machine'), [await shown(page)])
  }))

test('no script at all, no cookie, in Welsh: the whole way works (input 70)', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'cy', ...from('192.0.2.100') })
  await context.route('**/*', (route) => (['script', 'stylesheet', 'image'].includes(route.request().resourceType()) ? route.abort() : route.continue()))
  const page = await context.newPage()
  await page.goto(desk.origin + interestPage)
  await fill(page, 'Siân Plaen')
  await page.click(send)
  assert.deepEqual(await references('Siân Plaen'), [await shown(page)])
  assert.deepEqual(await context.cookies(), [])
  await context.close()
})

// Each person has an address of their own, and is on the page to check.
let people = 0
async function asPerson(name, act) {
  const tab = await openTab(browser, desk.origin, { ...from(`192.0.2.${++people}`) })
  await tab.open(interestPage)
  await fill(tab.page, name)
  await act(tab)
  await tab.close()
}

async function fill(page, name) {
  await page.fill('#answer_name', name)
  await page.check('#answer_reply_by')
  await page.fill('#answer_contact_email', 'somebody@example.org')
  await page.click(next)
  await page.waitForSelector('.partake-check')
}

async function shown(page) {
  const text = (await page.innerText('.partake-reference')).trim()
  assert.match(text, reference)
  assert.match(page.url(), /\/api\/receipt\//)
  return text
}

async function references(name) {
  const named = (record) => record.answers.some(({ id, values }) => id === 'name' && values[0] === name)
  return (await desk.records()).filter(named).map((record) => record.reference)
}
