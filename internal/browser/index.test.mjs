/** The A to Z leads to every page that somebody wrote. */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { indexFaults } from './index.mjs'
import { plant } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { openSite, sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: the A to Z has every page`, () => {
    noProblem(indexFaults(site))
  })
}

test('what the A to Z leaves out is found', (t) => {
  const { root } = plant(t, 'index.html', '<h1>', '<h1>')
  const write = (path, kind, main) => {
    mkdirSync(join(root, path))
    writeFileSync(join(root, path, 'index.html'), `<html><body data-kind="${kind}"><main>${main}</main></body></html>`)
  }
  write('food', 'plain', '<h1>Food</h1>')
  assert.deepEqual(indexFaults(openSite(root)), ['there is no A to Z'])
  write('a-z', 'a-to-z', '<a href="/food/">Not in a list</a><ul><li><a href="/tea/">Tea</a></li></ul>')
  write('tea', 'guide', '<h1>Tea</h1>')
  write('easy', 'plain', '<p class="x partake-version">This is the Easy Read version of Tea.</p>')
  write('old', 'news', '<div class="partake-notice"><p><strong>Archived.</strong> We keep it.</p></div>')
  write('glossary', 'glossary', '<div class="partake-entry" id="carer"></div>')
  assert.deepEqual(indexFaults(openSite(root)).sort(), ['the A to Z leaves out /food/', 'the A to Z leaves out /glossary/#carer'])
})
