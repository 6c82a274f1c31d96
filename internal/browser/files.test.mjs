/**
 * Nothing is published that isn't meant for visitors: no source, no note, no leftover.
 *
 * Whatever lies in a folder by mistake is copied for ever by search engines, so a
 * file must be of a type that the test server knows, or one of the host's own.
 */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { test } from 'node:test'
import { plant } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { types } from './serve.mjs'
import { openSite, sites } from './site.mjs'

const ofTheHost = new Set(['_headers', '_redirects'])

for (const site of sites()) {
  test(`${site.name}: nothing is published that visitors don't need`, () => {
    noProblem(strays(site))
  })
}

test('planted strays are found', (t) => {
  const { root } = plant(t, 'index.html', '<h1>', '<h1>')
  mkdirSync(join(root, '.git'))
  const planted = ['.env', '.git/config', 'assets/.gitkeep', 'assets/_part.css', 'embed.go', 'index.html~', 'submissions.sqlite']
  for (const file of planted) writeFileSync(join(root, file), '')
  assert.deepEqual(strays(openSite(root)), planted)
})

function strays(site) {
  return [...site.files].filter((file) => {
    const hidden = file.split('/').some((part) => /^[._]/.test(part))
    return !ofTheHost.has(file) && (hidden || !(extname(file) in types))
  })
}
