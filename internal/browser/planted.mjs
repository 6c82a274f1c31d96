/**
 * Plants a fault in a copy of the hand-made page.
 *
 * A check that never fails proves nothing, so each test file first shows that
 * its check finds a fault that was put there on purpose.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handMade, openSite } from './site.mjs'

/**
 * Copies the page, replaces `from` by `to` in one of its files, and returns the
 * site. The copy goes when the test `t` ends.
 */
export function plant(t, file, from, to) {
  const root = mkdtempSync(join(tmpdir(), 'planted-'))
  t.after(() => rmSync(root, { recursive: true }))
  cpSync(handMade, root, { recursive: true })
  const source = readFileSync(join(root, file), 'utf8')
  if (!source.includes(from)) throw new Error(`${file} has no ${from} to replace`)
  writeFileSync(join(root, file), source.replace(from, to))
  return openSite(root)
}
