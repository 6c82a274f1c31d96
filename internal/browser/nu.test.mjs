/** Every page and drawing of the output is valid: no error and no warning from Nu. */
import { test } from 'node:test'
import { invalidities } from './nu.mjs'
import { plant } from './planted.mjs'
import { includesProblem, noProblem } from './problems.mjs'
import { sites } from './site.mjs'

test('Nu finds nothing in any page', async () => {
  noProblem(await invalidities(sites()))
})

test('planted faults are found', async (t) => {
  const error = plant(t, 'index.html', '</h1>', '</h2>')
  const warning = plant(t, 'index.html', '<header>', '<header role="banner">')
  const drawing = plant(t, 'assets/icon.svg', '<circle', '<circel')
  const problems = await invalidities([error, warning, drawing])
  includesProblem(problems, new RegExp(`^${error.name}: index\\.html:\\d+: .*h2`))
  includesProblem(problems, new RegExp(`^${warning.name}: index\\.html:\\d+: .*banner`))
  includesProblem(problems, new RegExp(`^${drawing.name}: assets/icon\\.svg:\\d+: `))
})
