/** A link to a document says its type and its true size. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { downloadFaults, size } from './downloads.mjs'
import { plant } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { openSite, sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: documents say their type and size`, () => {
    noProblem(downloadFaults(site))
  })
}

test('a document that says nothing, or not the truth, is found', (t) => {
  const links = ['a.pdf">Menu (PDF only, 2KB)', 'a.docx">Menu (Word only, 1KB)', 'b.pdf">Menu', 'elsewhere.pdf">Menu', 'a.txt">Menu']
  const { root } = plant(t, 'index.html', '<h1>', links.map((link) => `<a href="/${link}</a>`).join('') + '<h1>')
  for (const file of ['a.pdf', 'a.docx', 'b.pdf', 'a.txt']) writeFileSync(join(root, file), 'x'.repeat(1600))
  const found = downloadFaults(openSite(root)).map((fault) => fault.replace(/^\S+ /, ''))
  assert.deepEqual(found, ['the link to /a.docx says "Menu (Word only, 1KB)", and not "Word only, 2KB"', 'the link to /b.pdf says "Menu", and not "PDF only, 2KB"'])
})

test('sizes are written as the builder writes them', () => {
  const sizes = { 0: '1KB', 1499: '1KB', 1500: '2KB', 999_499: '999KB', 999_500: '1MB', 1_200_000: '1.2MB', 9_960_000: '10MB' }
  for (const [bytes, words] of Object.entries(sizes)) assert.equal(size(Number(bytes)), words)
})
