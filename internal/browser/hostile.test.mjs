/**
 * C1 to C3 in a real browser: a site with a hostile text in every place that
 * authors can write in. No script of theirs runs, no dialog opens, the policy has
 * nothing to block and the console nothing to say; every title is its text.
 *
 * The Go tests read the same site file by file: internal/build/hostile_test.go.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch } from './chromium.mjs'
import { plant } from './planted.mjs'
import { includesProblem, noProblem } from './problems.mjs'
import { serving } from './serve.mjs'
import { openSite, samplePages } from './site.mjs'
import { openTab } from './tab.mjs'

const project = fileURLToPath(new URL('../..', import.meta.url))
const program = resolve(project, process.env.PARTAKE_PROGRAM ?? '.partake/bin/partake')

const browser = await launch()
after(() => browser.close())

test('a site of hostile texts does nothing', async (t) => {
  const { root, titles } = build(t)
  const site = openSite(root)
  const long = site.pages.filter(({ path }) => path.includes('/page/') || path === '/glossary/')
  const paths = new Set([...samplePages(site), ...long].map(({ path }) => path))
  assert.ok(paths.size > 30 && site.pages.length > 300, `${paths.size} of ${site.pages.length} pages`)
  await serving(root, async (origin) => {
    noProblem(await harm(origin, [...paths]))
    noProblem(await wrongTitles(origin, titles))
  })
})

test('planted scripts and titles are found', async (t) => {
  const heading = 'Help choose the ward menu</h1>'
  for (const [to, expected] of [
    [`${heading}<script src="/hit.js"></script>`, /ran/],
    [`${heading}<img src="/none.png" onerror="__hit=1">`, /policy violation/],
    [`${heading}<img src="//evil.example/seen.png">`, /another origin|policy violation/],
  ]) {
    const site = plant(t, 'index.html', heading, to)
    const found = await serving(site.root, (origin) => harm(origin, ['/'], { '/hit.js': '__hit = 1' }))
    includesProblem(found, expected)
  }
  const site = plant(t, 'index.html', heading, `<b>${heading}`)
  includesProblem(await serving(site.root, (origin) => wrongTitles(origin, { '/': '<b>Help choose the ward menu' })), /says/)
})

// Writes the site as the Go tests know it, and builds it as an editor would.
function build(t) {
  const dir = mkdtempSync(join(tmpdir(), 'hostile-'))
  t.after(() => rmSync(dir, { recursive: true }))
  execFileSync('go', ['run', './internal/hostile/write', dir], { cwd: project })
  const root = join(dir, 'public')
  execFileSync(program, ['build', '-C', join(dir, 'site'), '--out', root, '--now', '2026-05-03T09:00:00Z'], { stdio: 'pipe' })
  return { root, titles: JSON.parse(readFileSync(join(dir, 'titles.json'), 'utf8')) }
}

// Opens pages and says what they did that they should not. `extra` are files that
// are not in the folder.
async function harm(origin, paths, extra = {}) {
  const tab = await openTab(browser, origin)
  for (const [path, body] of Object.entries(extra)) await tab.page.route(origin + path, (route) => route.fulfill({ body, contentType: 'text/javascript' }))
  const problems = []
  for (const path of paths) {
    await tab.open(path)
    const ran = await tab.page.evaluate(() => '__hit' in window)
    problems.push(...[...(ran ? ['a script ran'] : []), ...tab.complaints()].map((problem) => `${path}: ${problem}`))
  }
  await tab.close()
  return problems
}

// Lets the browser's own parser read many pages at once, in a tab without a
// policy, and compares their titles. Nothing that it parses so is run.
async function wrongTitles(origin, titles) {
  const tab = await openTab(browser, origin, { bypassCSP: true })
  await tab.open('/')
  const problems = await tab.page.evaluate(async (titles) => {
    const problems = []
    for (const [path, title] of Object.entries(titles)) {
      const document = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html')
      const heading = document.querySelector('h1')?.textContent
      if (heading !== title) problems.push(`${path}: the heading says ${heading}, not ${title}`)
      const inTab = title.replace(/[\t\n\f\r ]+/g, ' ') // as browsers show titles
      if (!document.title.startsWith(inTab)) problems.push(`${path}: the title says ${document.title}, not ${title}`)
      const handlers = [...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on')))
      if (handlers.length > 0) problems.push(`${path}: there are handlers: ${handlers}`)
    }
    return problems
  }, titles)
  await tab.close()
  return problems
}
