/** A long answer says how much is left to write; without our script it says how much one can write. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { interestPage, openDesk } from './desk.mjs'
import { openTab } from './tab.mjs'

const browser = await launch()
const desk = await openDesk()
after(async () => {
  await browser.close()
  await desk.close()
})

test('the counter counts as people type, and is read out when they stop', () =>
  onForm({ scripts: true }, async ({ page, seen, said }) => {
    await page.focus('#answer_experience')
    await page.keyboard.type('tea ☕🫖')
    assert.equal(await seen(), 'You have 4,994 characters left.')
    await page.waitForFunction(() => document.querySelector('#answer_experience ~ [aria-live=polite]').textContent !== '')
    assert.equal(await said(), 'You have 4,994 characters left.')
    await page.fill('#answer_experience', 'x'.repeat(5001))
    assert.equal(await seen(), 'You have 1 character too many.')
    assert.equal((await page.inputValue('#answer_experience')).length, 5001, 'what is too long is not cut off')
    const described = await page.getAttribute('#answer_experience', 'aria-describedby')
    assert.equal(await page.textContent(`#${described.split(' ').at(-1)}`), 'You can write up to 5,000 characters.')
  }))

test('without our script a sentence says how much one can write', () =>
  onForm({ scripts: false }, async ({ page, seen }) => {
    await page.fill('#answer_experience', 'tea')
    assert.equal(await seen(), 'You can write up to 5,000 characters.')
    assert.equal(await page.locator('main [aria-live]').count(), 0)
  }))

async function onForm(way, act) {
  const tab = await openTab(browser, desk.origin, way)
  await tab.open(interestPage)
  const { page } = tab
  const seen = () => page.locator('#answer_experience ~ .partake-left:not(.nhsuk-u-visually-hidden)').innerText()
  await act({ page, seen, said: () => page.textContent('#answer_experience ~ [aria-live=polite]') })
  await tab.close()
}
