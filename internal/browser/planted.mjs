/**
 * Plants faults in copies of the hand-made page.
 *
 * A check that never fails proves nothing, so each test file also shows that
 * its check finds a fault that was put there on purpose.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { includesProblem } from './problems.mjs'
import { handMade, openSite } from './site.mjs'

/**
 * Tests that a check finds every fault of a list. A fault is a name, a file, what
 * to replace in it, by what, and a pattern that one of the problems must match.
 * The check takes a site and returns its problems.
 */
export function findsPlanted(faults, check) {
  test('planted faults are found', async (t) => {
    for (const [name, file, from, to, expected] of faults) {
      await t.test(name, async (t) => includesProblem(await check(plant(t, file, from, to)), expected))
    }
  })
}

/** Copies the page, replaces text in one file, and returns the site. The copy goes when the test ends. */
export function plant(t, file, from, to) {
  const root = mkdtempSync(join(tmpdir(), 'planted-'))
  t.after(() => rmSync(root, { recursive: true }))
  cpSync(handMade, root, { recursive: true })
  const source = readFileSync(join(root, file), 'utf8')
  if (!source.includes(from)) throw new Error(`${file} has no ${from} to replace`)
  writeFileSync(join(root, file), source.replace(from, to))
  return openSite(root)
}
