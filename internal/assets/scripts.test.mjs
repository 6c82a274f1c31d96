/** Each script becomes one small file with all that it imports. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildScripts } from './scripts.mjs'

test('imports are taken in and comments left out', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'parts'))
  writeFileSync(join(folder, 'parts/word.js'), '// why\nexport const word = "hello"\nexport const unused = "gone"\n')
  writeFileSync(join(folder, 'site.js'), 'import { word } from "./parts/word.js"\ndocument.title ??= word\n')
  const [[name, content]] = await buildScripts(folder)
  assert.equal(name, 'site.js')
  assert.match(String(content), /hello/)
  assert.doesNotMatch(String(content), /import|gone|why|\?\?=/)
})

test('a script that can not be built stops the build', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'site.js'), 'import "./gone.js"\n')
  await assert.rejects(buildScripts(folder), /gone\.js/)
})

test('a site may have no scripts', async () => {
  assert.deepEqual(await buildScripts(join(tmpdir(), 'no-such-folder')), [])
})
