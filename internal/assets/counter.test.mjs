/** The page counts what is typed as the desk does: both read one table. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { left, used } from '../../layouts/js/parts/counter.js'

const cases = JSON.parse(readFileSync(new URL('../form/testdata/counts.json', import.meta.url), 'utf8'))

for (const { why, text, used: want } of cases) {
  test(`counts ${why}`, () => assert.equal(used(text), want))
}

test('says what is left', () => {
  assert.equal(left(5000, 0), 'You have 5,000 characters left.')
  assert.equal(left(5000, 4999), 'You have 1 character left.')
  assert.equal(left(5000, 5000), 'You have 0 characters left.')
  assert.equal(left(5000, 5001), 'You have 1 character too many.')
  assert.equal(left(10, 1234567), 'You have 1,234,557 characters too many.')
})
