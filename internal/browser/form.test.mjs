/** What our script adds to a form: a count of what is left, and the way to what is wrong. */
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { buildScripts } from '../assets/scripts.mjs'
import { launch } from './chromium.mjs'

// As layouts/partials/form-sheet.html writes it, under a policy that forbids markup from scripts.
const page = `<!DOCTYPE html><html lang="en-GB"><meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types 'none'"><title>Error: x</title><script type="module" src="/site.js"></script>
<div tabindex="-1" data-problems><div role="alert"><ul><li><a href="#answer_who">Select who</a></li><li><a href="#answer_gone">Gone</a></li></ul></div></div>
<div style="height: 3000px"></div>
<fieldset><legend>Who?</legend><div><input id="answer_who" type="radio"></div></fieldset>
<div data-max="10"><label for="answer_own">Own</label><textarea id="answer_own" aria-describedby="answer_own-limit">
one</textarea><div class="nhsuk-hint partake-left" id="answer_own-limit">You can write up to 10 characters.</div></div>
<div data-max="10"><input></div>`

let browser, script
before(async () => {
  browser = await launch()
  const built = await buildScripts(fileURLToPath(new URL('../../layouts/js', import.meta.url)))
  script = built.find(([name]) => name === 'site.js')[1].toString()
})
after(() => browser?.close())

async function open() {
  const tab = await browser.newPage()
  const errors = []
  tab.on('pageerror', (error) => errors.push(error.message))
  tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await tab.route('http://form.test/', (route) => route.fulfill({ contentType: 'text/html', body: page }))
  await tab.route('http://form.test/site.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  await tab.goto('http://form.test/')
  return { tab, errors }
}

test('the summary has the focus, and its links lead to the whole question', async () => {
  const { tab, errors } = await open()
  assert.equal(await tab.evaluate(() => 'problems' in document.activeElement.dataset), true)
  await tab.click('a[href="#answer_who"]')
  const at = await tab.evaluate(() => ({ id: document.activeElement.id, top: document.querySelector('legend').getBoundingClientRect().top }))
  assert.equal(at.id, 'answer_who')
  assert.ok(at.top >= 0 && at.top < 600, `the question stands at ${at.top}`)
  assert.deepEqual(errors, [])
})

test('the count is seen at once and said after a pause', async () => {
  const { tab, errors } = await open()
  const seen = () => tab.textContent('.partake-left[aria-hidden]')
  const said = () => tab.textContent('[aria-live=polite]')
  assert.equal(await seen(), 'You have 7 characters left.')
  await tab.fill('#answer_own', 'eleven more')
  assert.equal(await seen(), 'You have 1 character too many.')
  assert.equal(await said(), '')
  assert.equal(await tab.getAttribute('.partake-left[aria-hidden]', 'class'), 'partake-left nhsuk-error-message')
  await tab.waitForFunction(() => document.querySelector('[aria-live]').textContent === 'You have 1 character too many.')
  await tab.fill('#answer_own', 'ten, again')
  assert.equal(await seen(), 'You have 0 characters left.')
  assert.equal(await tab.textContent('#answer_own-limit'), 'You can write up to 10 characters.')
  assert.deepEqual(errors, [])
})
