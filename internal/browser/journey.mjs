/**
 * The way of a person through a form, with keys alone: Tab to get somewhere,
 * Space and arrows to choose, Enter to go on.
 *
 * Each person leaves everything empty at first, then fills the form in but
 * forgets the tick beside what they say about their health, and changes their
 * name on the page where answers are checked.
 */
import assert from 'node:assert/strict'
import { stumbles } from './keyboard.mjs'
import { breachesOf } from './markup.mjs'
import { bankPage, interestPage, open, sendPath } from './desk.mjs'
import { parse } from './dom.mjs'
import { settle } from './tab.mjs'
import { faults } from './visit.mjs'

const most = 150 // more stops than any page has

export const reference = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

export const story = 'My mother’s GP sent us: 30 % better after 4 weeks.\n=1+1 <b>tea</b> & “cake”'

/** Who comes to the desk, what they type, and what the team must read in the end. */
export const people = [
  {
    form: 'forms/interest',
    path: interestPage,
    about: open,
    missing: ['#answer_name', '#answer_reply_by', '#answer_contact_email'],
    async fill(page) {
      await type(page, '#answer_name', 'Zoë O’Brien')
      await choose(page, '#answer_reply_by', 'ArrowDown')
      await type(page, '#answer_contact_phone', '01632 960 123')
      await choose(page, '#answer_who-3')
      await type(page, '#answer_experience', story)
    },
    wrote: { name: 'Zoë O’Brien-Łukasz', reply_by: 'phone', contact_phone: '01632 960 123', who: 'carers', experience: story },
  },
  {
    form: 'forms/bank',
    path: bankPage,
    about: '',
    missing: ['#answer_name', '#answer_reply_by', '#answer_contact_email'],
    async fill(page) {
      await type(page, '#answer_name', 'أحمد')
      await choose(page, '#answer_reply_by')
      await type(page, '#answer_contact_email', 'ahmed+walks@example.org')
      await choose(page, '#answer_interests-7')
      await choose(page, '#answer_times-4')
      await type(page, '#answer_experience', story)
    },
    wrote: {
      name: 'أحمد-Łukasz',
      reply_by: 'email',
      contact_email: 'ahmed+walks@example.org',
      interests: 'pathway-mapping',
      times: 'weekends',
      experience: story,
    },
  },
]

/** Goes the whole way. Returns the reference and every problem of every page that is of a kind to look at. */
export async function goThrough(tab, person, { scripts = true, kinds = /./ } = {}) {
  const { page } = tab
  const problems = []
  const look = async (name) => {
    if (kinds.test(name)) problems.push(...(await inspect(tab)).map((problem) => `${name}: ${problem}`))
  }

  await tab.open(person.path)
  await look('form')
  await enter(page, '.partake-form button[type=submit]')
  await wantProblems(page, person.missing, scripts)
  await look('form with errors')
  await person.fill(page)
  await enter(page, '.partake-form button[type=submit]')
  await wantProblems(page, ['#answer_experience_consent'], scripts)
  assert.equal(await page.inputValue('#answer_experience'), story, 'the text is kept when its tick is missing')
  await followProblem(page, '#answer_experience_consent')
  await page.keyboard.press('Space')
  await enter(page, '.partake-form button[type=submit]')
  await look('check')
  await enter(page, 'button[name=_change][value=name]')
  assert.equal(await focused(page), 'answer_name', 'Change leads to its question')
  await look('form to change')
  await type(page, '#answer_name', '-Łukasz')
  await enter(page, '.partake-form button[type=submit]')
  const read = await page.innerText('.partake-check')
  for (const line of lines(person)) assert.ok(read.includes(line), `the check page shows ${line}`)
  await enter(page, 'form button:not([name])')
  await look('receipt')
  return { reference: (await page.innerText('.partake-reference')).trim(), problems }
}

/** Every line that a person typed, what was only chosen left out. */
export function lines({ wrote: { name, contact_email, contact_phone, experience } }) {
  return [name, contact_email ?? contact_phone, ...experience.split('\n')]
}

/** Tabs to something, from wherever the focus is. */
export async function reach(page, selector) {
  for (let stops = 0; stops < most; stops++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${selector}`)
}

export async function type(page, selector, text) {
  await reach(page, selector)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text)
}

/** Chooses by Space, and the next ones of a group by arrows. */
export async function choose(page, selector, ...arrows) {
  await reach(page, selector)
  for (const key of ['Space', ...arrows]) await page.keyboard.press(key)
}

/** Presses Enter on a button or link, and waits for the page that comes. */
export async function enter(page, selector) {
  await reach(page, selector)
  const arrived = page.waitForEvent('load')
  await page.keyboard.press('Enter')
  await arrived
  await settle(page)
}

/** Sends fields from a page of the site, as a tab does that was left open for long. Returns the answer. */
export async function sendFields({ page, open }, path, fields) {
  await open(path)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  const arrived = page.waitForEvent('load')
  await page.evaluate(({ action, fields }) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action })
    for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('textarea'), { name, value }))
    document.body.append(form)
    form.submit()
  }, { action: sendPath, fields })
  await arrived
  return answer
}

function focused(page) {
  return page.evaluate(() => document.activeElement.id)
}

// The summary has the focus; without a script it is the first thing in the page
// that isn't the header, and the title says that something is wrong.
async function wantProblems(page, links, scripts) {
  assert.match(await page.title(), /^Error: /)
  const found = await page.$$eval('.nhsuk-error-summary a', (all) => all.map((link) => link.getAttribute('href')))
  assert.deepEqual(found, links)
  const { has, first } = await page.evaluate(() => ({
    has: document.activeElement.matches('.nhsuk-error-summary'),
    first: document.querySelector('main .nhsuk-error-summary') === document.querySelector('main [class^=nhsuk-]:not(.nhsuk-width-container)'),
  }))
  assert.equal(has, scripts, 'the summary has the focus when there is a script')
  assert.ok(first, 'the summary stands before anything else of the page')
}

async function followProblem(page, input) {
  await reach(page, `.nhsuk-error-summary a[href="${input}"]`)
  await page.keyboard.press('Enter')
  await settle(page)
  assert.equal(`#${await focused(page)}`, input, 'the link of a problem moves the focus to its input')
}

// What a browser writes down of a page that isn't 200 is no fault of the page.
const told = /^console: Failed to load resource: the server responded with a status of 4\d\d/

/** Every problem of the page that is open, its markup and the way through it by Tab included. */
export async function inspect(tab) {
  const seen = (await faults(tab)).filter((problem) => !told.test(problem))
  const markup = breachesOf({ path: new URL(tab.page.url()).pathname, file: 'page', document: parse(await tab.page.content()) })
  return [...seen, ...markup, ...(await stumbles(tab.page))]
}
