/**
 * Runs axe on an open page and says what it found in a line each.
 *
 * axe goes in through the developer tools' door, which the page's own
 * Content-Security-Policy doesn't guard: the policy stays in force for the page,
 * and nothing of ours is loosened for the sake of the test.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

export async function violations(page) {
  const tools = await page.context().newCDPSession(page)
  await tools.send('Runtime.evaluate', { expression: source })
  const { result, exceptionDetails } = await tools.send('Runtime.evaluate', {
    expression: `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
    awaitPromise: true,
    returnByValue: true,
  })
  await tools.detach()
  if (exceptionDetails) throw new Error(`axe could not run: ${exceptionDetails.exception.description}`)
  if (result.value.passes.length === 0) throw new Error('axe passed no rule at all, so it looked at nothing')
  return result.value.violations.flatMap(describe)
}

function describe({ id, help, nodes }) {
  return nodes.map((node) => `axe ${id}: ${help} at ${node.target.join(' ')} (${node.html.slice(0, 120)})`)
}
