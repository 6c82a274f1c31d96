/**
 * What a test says about a list of problems, so that a failure reads as a list to
 * work through and not as a dump of data.
 */
import assert from 'node:assert/strict'

const most = 40 // more than anyone reads at once

export function noProblem(problems) {
  const rest = problems.length > most ? `\n… and ${problems.length - most} more` : ''
  assert.ok(problems.length === 0, `${problems.length} to put right:\n${problems.slice(0, most).join('\n')}${rest}`)
}

export function includesProblem(problems, expected) {
  const list = problems.length ? problems.join('\n') : 'no problem'
  assert.ok(problems.some((problem) => expected.test(problem)), `wanted ${expected}, found:\n${list}`)
}
