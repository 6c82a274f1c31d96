/** The manifest names every file, names follow content, and nothing old stays. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { publish } from './publish.mjs'

test('files get names by content, and older ones go', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, '.gitkeep'), '')
  const first = publish(folder, new Map([['site.js', Buffer.from('1')], ['site.css', Buffer.from('a')]]))
  assert.deepEqual(Object.keys(first), ['site.css', 'site.js'])
  assert.match(first['site.css'], /^site-[0-9a-f]{10}\.css$/)
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')), first)
  assert.equal(readFileSync(join(folder, first['site.css']), 'utf8'), 'a')

  const second = publish(folder, new Map([['site.css', Buffer.from('b')], ['site.js', Buffer.from('1')]]))
  assert.equal(second['site.js'], first['site.js'])
  assert.notEqual(second['site.css'], first['site.css'])
  assert.deepEqual(readdirSync(folder).sort(), ['.gitkeep', 'manifest.json', ...Object.values(second)].sort())
})
