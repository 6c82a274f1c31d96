/**
 * Papers keep to their sides in Chromium's own PDF: a poster fills one of A4 and one of
 * A5, whatever was written on it; an agenda stays on one of A4; no card of a sheet is cut
 * in two. Each PDF is tagged, has a language and an outline.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch } from './chromium.mjs'
import { includesProblem, noProblem } from './problems.mjs'
import { serving } from './serve.mjs'
import { openSite, sites } from './site.mjs'

const project = fileURLToPath(new URL('../..', import.meta.url))
const program = resolve(project, process.env.PARTAKE_PROGRAM ?? '.partake/bin/partake')

let browser, page
before(async () => {
  browser = await launch()
  page = await browser.newPage({ viewport: { width: 794, height: 1123 }, bypassCSP: true }) // A4; and faults are planted
  await page.emulateMedia({ media: 'print' })
})
after(() => browser?.close())

for (const site of sites()) {
  test(`${site.name}: papers keep to their sides`, (t) => {
    const posters = ofKind(site, 'poster').sort((x, y) => words(x) - words(y))
    const papers = [...ends(posters), ...ends(ofKind(site, 'agenda')), ...ends(ofKind(site, 'sheet'))]
    if (papers.length === 0) return t.skip('it has no papers')
    return serving(site.root, async (origin) => noProblem(await faultsOf(origin, papers)))
  })
}

const sentence = 'The last bus leaves before visiting ends, and nobody tells us. '
const lengths = { 'a-sentence': sentence, 'a-page': sentence.repeat(9), 'a-book': sentence.repeat(200), 'one-word': 'W'.repeat(3000), 'a-phrase': 'then and '.repeat(600) }

test('posters of every length fill one side, and nothing that they have outgrown it', async (t) => {
  const root = build(t)
  const posters = ofKind(openSite(root), 'poster')
  if (posters.length !== Object.keys(lengths).length) throw new Error(`${posters.length} posters`)
  await serving(root, async (origin) => {
    noProblem(await faultsOf(origin, posters))
    await t.test('planted faults are found', async () => {
      for (const [style, expected] of [
        ['.partake-poster { height: 101vh }', /2 sides of A5/],
        ['.partake-poster__said { margin-bottom: 40cqw }', /has \d+ px more than fits/],
      ]) includesProblem(await faultsOf(origin, posters.filter(({ path }) => path.includes('a-book')), style), expected)
    })
  })
})

const ofKind = (site, kind) => site.pages.filter((found) => found.kind === kind)
const ends = (pages) => [...new Set([pages[0], pages.at(-1)])].filter(Boolean)
const words = ({ html }) => html.replace(/<[^>]*>/g, '').length

/** Every fault of some papers, a line each. `style` plants one. */
async function faultsOf(origin, papers, style) {
  const faults = []
  for (const { path, kind } of papers) {
    await page.goto(origin + path)
    if (style) await page.addStyleTag({ content: style })
    const found = [...(await page.evaluate(outgrown)), ...(await inPDF('A4', kind === 'sheet' ? Infinity : 1))]
    if (kind === 'poster') found.push(...(await inPDF('A5', 1)))
    faults.push(...found.map((fault) => `${path}: ${fault}`))
  }
  return faults
}

// Chromium writes what is not in a stream as it is, so that a PDF can be read as text.
async function inPDF(format, most) {
  const pdf = (await page.pdf({ format, tagged: true, outline: true })).toString('latin1')
  const sides = pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  const faults = ['/StructTreeRoot', '/Lang (en-GB)', '/Outlines'].filter((part) => !pdf.includes(part)).map((part) => `no ${part} in the PDF`)
  return sides >= 1 && sides <= most ? faults : [...faults, `${sides} sides of ${format}`]
}

// Runs in the page. On a poster what stands below each other is as high as its side; a
// card may not be cut in two, and is lower than a side.
function outgrown() {
  const faults = []
  for (const side of document.querySelectorAll('.partake-poster__side')) {
    const { paddingBottom, gap } = getComputedStyle(side)
    const end = side.getBoundingClientRect().bottom - parseFloat(paddingBottom)
    const over = side.lastElementChild.getBoundingClientRect().bottom - end
    if (over > 1 || !parseFloat(gap)) faults.push(`has ${Math.ceil(over)} px more than fits`)
  }
  for (const card of document.querySelectorAll('.partake-wall__card')) {
    if (getComputedStyle(card).breakInside !== 'avoid') faults.push(`“${card.innerText.slice(0, 30)}” may be cut in two`)
    if (card.offsetHeight > 1001) faults.push(`“${card.innerText.slice(0, 30)}” is higher than a side`)
  }
  return faults
}

// A site with an answer of each length, in all that an answer says.
function build(t) {
  const dir = mkdtempSync(join(tmpdir(), 'papers-'))
  t.after(() => rmSync(dir, { recursive: true }))
  mkdirSync(join(dir, 'content/updates'), { recursive: true })
  const yaml = readFileSync(join(project, 'content/site.yaml'), 'utf8')
  writeFileSync(join(dir, 'content/site.yaml'), yaml.replace(/^identity:\n( .*\n|\n)*/m, '').replace(/^navigation:\n( .*\n|\n)*/m, ''))
  for (const [name, text] of Object.entries(lengths)) {
    const said = JSON.stringify(`This is what we said. ${text}`.trim())
    writeFileSync(join(dir, `content/updates/${name}.md`), `---\ntitle: "As long as ${name}"\nsummary: "How long an answer can be."\nheard_on: 2026-01-05\nyou_said: ${said}\nstatus: partly\nstatus_date: 2026-04-01\nwe_did: ${said}\nreason: ${said}\ndifference: ${said}\n---\n`)
  }
  const root = join(dir, 'public')
  execFileSync(program, ['build', '-C', dir, '--out', root, '--now', '2026-05-03T09:00:00Z'], { stdio: 'pipe' })
  return root
}
