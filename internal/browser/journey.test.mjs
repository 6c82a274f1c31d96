/**
 * People send a form with the keyboard alone, on a desk, on a small phone and at
 * 400 % zoom, with our scripts and without: every page passes every check, and
 * the team reads exactly what was typed.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { from, openDesk, sendPath } from './desk.mjs'
import { goThrough, lines, people, reference } from './journey.mjs'
import { noProblem } from './problems.mjs'
import { openTab } from './tab.mjs'

const browser = await launch()
const desk = await openDesk()
after(async () => {
  await browser.close()
  await desk.close()
})

// 1280 by 1024 pixels at 400 % zoom are 320 by 256.
const all = [
  { width: 1280, scripts: true },
  { width: 320, height: 640, scripts: true },
  { width: 320, height: 256, scripts: false },
]

for (const [n, person] of people.entries()) {
  test(`${person.form}: the whole way with keys alone`, async () => {
    // The second form has pages of the same parts: two ways and a look at its form show that it works.
    const ways = n === 0 ? all : [all[0], all[3]].map((way) => ({ ...way, kinds: /^form$/ }))
    const sent = await Promise.all(ways.map((way, m) => send(person, { ...way, ...from(`192.0.2.${10 * n + m + 1}`) })))
    noProblem(sent.flatMap(({ problems }) => problems))
    for (const one of sent) assert.match(one.reference, reference)
    assert.equal(new Set(sent.map((one) => one.reference)).size, 1, 'who sends the same twice gets the same reference')
    const records = (await desk.records()).filter(({ form }) => form === person.form)
    assert.deepEqual(records.map((record) => record.reference), [sent[0].reference], 'the same answers are one record')
    assert.equal(records[0].opportunity ?? '', person.about)
    const answers = Object.fromEntries(records[0].answers.map(({ id, values }) => [id, values.join(' | ')]))
    assert.deepEqual(answers, person.wrote)
    const shown = await desk.show(sent[0].reference)
    for (const line of lines(person)) assert.ok(shown.includes(line), `${line} is missing on the team's screen:\n${shown}`)
  })
}

test('the log holds nothing of what was typed', () => {
  for (const person of people) for (const line of lines(person)) assert.ok(!desk.log().includes(line), line)
})

// Nothing that anybody typed stands in an address or in where a request says it
// comes from: the form is posted, and a receipt has a name that tells nothing (F18).
async function send(person, { kinds, ...way }) {
  const tab = await openTab(browser, desk.origin, way)
  const seen = new Set()
  tab.page.on('request', (request) => [request.url(), request.headers().referer ?? ''].forEach((url) => seen.add(url.replace(desk.origin, ''))))
  const sent = await goThrough(tab, person, { ...way, kinds })
  await tab.close()
  const plain = new RegExp(`^(|${person.path}|${sendPath}|/api/receipt/[\\w-]+|/(assets|icons|images)/[\\w./-]+)$`)
  const telling = [...seen].filter((url) => !plain.test(url.replace(/#answer_\w+$/, ''))).map((url) => `${url} tells something`)
  const name = `${way.width} px, scripts ${way.scripts}`
  return { reference: sent.reference, problems: [...sent.problems, ...telling].map((problem) => `${name}: ${problem}`) }
}
