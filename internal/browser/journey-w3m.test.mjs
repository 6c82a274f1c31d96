/**
 * People send a form in w3m, which knows text and nothing else: no style, no
 * script, no `formaction`. It is driven by its keys in a terminal (input 70).
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { bankPage, interestPage, openDesk } from './desk.mjs'
import { story } from './journey.mjs'
import { travel } from './textbrowser.mjs'

const desk = await openDesk()
after(() => desk.close())

test('w3m: interest in an opportunity, from a form left empty to the receipt', (t) =>
  travel(t, desk.origin + interestPage, async (w3m) => {
    const empty = await w3m.follow('Continue')
    assert.match(w3m.title(), /^Error: Tell us you are interested/)
    wantOrder(empty, ['There is a problem', 'We have kept what you typed', '• Enter your name', 'Error: Enter your name\n', '[ '])
    assert.match(empty, /Leave this empty \[ /, 'the field for machines says that it is not for people')

    await w3m.type('Error: Enter your name', 'Zoë O’Brien')
    await w3m.choose('By phone')
    await w3m.type('country code', '01632 960 123')
    await w3m.choose('Carers')
    await w3m.write('Only what you want', story)
    const unticked = await w3m.follow('Continue')
    wantOrder(unticked, ['• Tick the box if we may keep', '[Zoë O’Brien', '(*) By phone', '[*] Carers', '[=1+1 <b>tea</b>', 'Error: Tick the box'])

    await w3m.choose('You may keep what')
    await w3m.follow('Continue')
    const form = await w3m.follow('Change: Your name')
    wantOrder(form, ['What we ask', '[Zoë O’Brien', '[*] You may keep'])
    await w3m.type('The name that you would', '-Łukasz')
    const check = await w3m.follow('Continue')
    wantOrder(check, ['Check your answers', 'Zoë O’Brien-Łukasz', 'By phone', '01632 960 123', 'Carers', '=1+1 <b>tea</b> & “cake”', 'If this is right'])
    const sent = reference(await w3m.follow('^Send$'))

    await w3m.back()
    assert.equal(reference(await w3m.follow('^Send$')), sent, 'who goes back and sends again gets the same reference')
    assert.deepEqual(await read('forms/interest'), [
      { reference: sent, name: 'Zoë O’Brien-Łukasz', reply_by: 'phone', contact_phone: '01632 960 123', who: 'carers', experience: story },
    ])
  }))

test('w3m: the bank', (t) =>
  travel(t, desk.origin + bankPage, async (w3m) => {
    await w3m.type('The name that you would', 'أحمد')
    await w3m.choose('By post')
    await w3m.write('country code', '1 Fell Lane\nNorthgate', 2)
    await w3m.choose('Survey')
    await w3m.choose('Weekends')
    const check = await w3m.follow('Continue')
    wantOrder(check, ['أحمد', 'By post', '1 Fell Lane', 'Northgate', 'Survey', 'Weekends'])
    const sent = reference(await w3m.follow('^Send$'))
    assert.deepEqual(await read('forms/bank'), [
      { reference: sent, name: 'أحمد', reply_by: 'post', contact_post: '1 Fell Lane\nNorthgate', interests: 'survey', times: 'weekends' },
    ])
  }))

function wantOrder(page, parts) {
  let from = 0
  for (const part of parts) {
    const at = page.indexOf(part, from)
    assert.ok(at >= 0, `${part} is missing in:\n${page.slice(from)}`)
    from = at + part.length
  }
}

function reference(page) {
  assert.match(page, /Thank you: we have what you sent/)
  return page.match(/Your reference:\s+(\S+)/)[1]
}

async function read(form) {
  const records = (await desk.records()).filter((record) => record.form === form)
  return records.map(({ reference, answers }) => ({ reference, ...Object.fromEntries(answers.map(({ id, values }) => [id, values.join(' | ')])) }))
}
