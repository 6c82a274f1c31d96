/**
 * The preview follows its sources: `partake serve` on a copy of the example site,
 * whose files are edited on disk while a page is open.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch } from './chromium.mjs'
import { vanished } from './forced.mjs'
import { enter, reach } from './journey.mjs'
import { stumbles } from './keyboard.mjs'
import { openTab, settle } from './tab.mjs'
import { faults } from './visit.mjs'

const project = fileURLToPath(new URL('../..', import.meta.url))
const source = 'content/opportunities/walk-leaders.md'
const path = '/opportunities/walk-leaders/'
const other = '/opportunities/northgate-waiting-room/'

let browser, preview

before(async () => {
  browser = await launch()
  preview = await openPreview()
})

after(async () => {
  await browser?.close()
  await preview?.close()
})

// Each test finds the site as it was.
afterEach(() => preview.restore())

test('an edit shows by itself, and the page stays where it was', async () => {
  const { page, close } = await open(path, { width: 320, height: 400 })
  await page.evaluate(() => scrollTo(0, 900))
  const whole = preview.read(source)
  const arrived = page.waitForEvent('load')
  preview.write(source, `${whole}\nA sentence from an editor.\n`)
  await arrived
  assert.match(await page.innerText('main'), /A sentence from an editor\./)
  await page.waitForFunction(() => scrollY === 900)
  await status(page, /built again in .*, (1 page|[2-9] pages) changed/)
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing is kept when the page is back')
  await close()
})

test('an edit of another page leaves this one alone and stands in the bar', async () => {
  const { page, close } = await open(path)
  await page.evaluate(() => (window.untouched = true))
  const words = '\nA sentence elsewhere.\n'
  preview.write(`content${other.slice(0, -1)}.md`, preview.read(`content${other.slice(0, -1)}.md`) + words)
  await status(page, /built again/)
  assert.equal(await page.evaluate(() => window.untouched), true, 'the page was loaded again for nothing')
  await reach(page, '#partake-preview summary')
  await page.keyboard.press('Enter')
  await enter(page, `#partake-preview a[href="${other}"]`)
  assert.match(await page.innerText('main'), /A sentence elsewhere\./)
  await close()
})

test('a stylesheet is exchanged in place', async () => {
  const { page, close } = await open(path, { width: 320, height: 400 })
  await page.evaluate(() => {
    window.untouched = true
    scrollTo(0, 900)
  })
  const before = await page.$$eval('link[rel=stylesheet]', (all) => all.length)
  for (const width of ['7px', '9px']) {
    preview.write(preview.css, `${preview.read(preview.css)}\n.partake-main { outline: ${width} solid red }\n`)
    await page.waitForFunction((width) => getComputedStyle(document.querySelector('main')).outlineWidth === width, width)
  }
  await page.waitForFunction((before) => document.querySelectorAll('link[rel=stylesheet]').length === before, before)
  assert.deepEqual(await page.evaluate(() => [window.untouched, scrollY]), [true, 900])
  await status(page, /no page changed/)
  await close()
})

test('a mistake shows with its place, its line and a hint, and goes when it is mended', async () => {
  const tab = await open(path, { width: 320, height: 400 })
  const { page } = tab
  await page.evaluate(() => scrollTo(0, 900))
  const whole = preview.read(source)
  await breaks(page, source, whole)
  assert.equal(await page.innerText('h1'), 'There is 1 mistake to mend')
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the heading has the focus')
  const said = await page.innerText('section')
  const number = whole.split('\n').findIndex((line) => line.startsWith('summary:')) + 1
  for (const words of [`${source}, line ${number}`, 'Unknown key "summry"', 'Did you mean "summary"?']) assert.ok(said.includes(words), `${words} is not in ${said}`)
  assert.equal(await page.innerText('pre mark'), 'summry')
  await looksFine(tab)

  await enter(page, 'form button')
  assert.equal(new URL(page.url()).pathname, path)
  await status(page, /the last good site, since there is 1 mistake/)
  await looksFine(tab)
  await enter(page, '#partake-preview a[href="/.partake/mistakes"]')
  await looksFine(tab)
  await page.goto(preview.origin + path)

  const mended = page.waitForFunction(() => document.querySelector('#partake-preview [role=status]')?.textContent.includes('built again'))
  preview.write(source, whole)
  await mended
  await tab.close()
})

test('after a mistake the page is back where it was', async () => {
  const { page, close } = await open(path, { width: 320, height: 400 })
  const whole = preview.read(source)
  await page.evaluate(() => scrollTo(0, 900))
  await breaks(page, source, whole)
  preview.write(source, whole)
  await page.waitForSelector('#partake-preview')
  await page.waitForFunction(() => scrollY === 900)
  await close()
})

test('without a script a mistake shows when the page is loaded, and so does the page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const whole = preview.read(source)
  preview.write(source, misspelt(whole))
  await until(async () => (await page.goto(preview.origin + path)).status() === 500)
  assert.match(await page.locator('section').innerText(), /Did you mean "summary"/)
  await page.locator('form button').click()
  await page.waitForURL(preview.origin + path)
  assert.match(await page.locator('h1').innerText(), /walk/i)
  preview.write(source, whole)
  await until(async () => (await page.goto(preview.origin + path)).status() === 200)
  await context.close()
})

test('drafts are shown and marked', async () => {
  const tab = await open('/news/old-dairy-opens/')
  const { page } = tab
  await page.waitForSelector('.partake-preview__draft:not([hidden])')
  assert.match(await page.innerText('main'), /Draft\. This page is not published/)
  await looksFine(tab)
  await page.goto(preview.origin + '/news/')
  await page.waitForSelector('a[data-partake-draft]')
  const mark = await page.$eval('a[data-partake-draft]', (link) => getComputedStyle(link, '::after').content)
  assert.match(mark, /draft/)
  await tab.close()
})

for (const size of [{ width: 1280, height: 800 }, { width: 320, height: 256 }]) {
  test(`the bar hides nothing and works with keys at ${size.width} px`, async () => {
    const tab = await open(path, size)
    const { page } = tab
    await status(page, /Preview: /)
    await looksFine(tab)
    assert.deepEqual(await stumbles(page), [])
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('#partake-preview')).position), size.width > 400 ? 'sticky' : 'static')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.isVisible('#partake-preview'), false, 'the bar is not printed')
    await tab.close()
  })
}

test('in forced colours the bar and the page of mistakes keep their edges', async () => {
  const { page, close } = await open(path, { forcedColors: 'active' })
  assert.deepEqual(await vanished(page), [])
  const whole = preview.read(source)
  await breaks(page, source, whole)
  assert.deepEqual(await vanished(page), [])
  await close()
})

test('a page goes on when the preview is started again', async () => {
  const { page, close } = await open(path)
  await status(page, /Preview: /)
  await preview.stop()
  await status(page, /has stopped/)
  const back = page.waitForEvent('load')
  await preview.start()
  await back
  await status(page, /built in/)
  await close()
})

/** Opens a page and waits until it listens. */
async function open(at, options) {
  const tab = await openTab(browser, preview.origin, options)
  await tab.open(at)
  tab.page.setDefaultTimeout(10_000)
  await status(tab.page, /Preview: /)
  return tab
}

function status(page, words) {
  return page.waitForFunction((source) => new RegExp(source).test(document.querySelector('#partake-preview [role=status]')?.textContent), words.source)
}

function misspelt(whole) {
  return whole.replace('\nsummary:', '\nsummry: "x"\nsummary:')
}

/** Misspells a key, and waits for the page of mistakes. */
async function breaks(page, file, whole) {
  preview.write(file, misspelt(whole))
  await page.waitForSelector('body.partake-mistakes')
  await settle(page)
}

// That the page of mistakes has status 500 is meant, and the browser says so. While
// it stands there, the tab remembers where the page was.
const meant = /Failed to load resource: the server responded with a status of 500|sessionStorage partake-preview-place/

async function looksFine({ page, complaints }) {
  await settle(page)
  const seen = await faults({ page, complaints })
  assert.deepEqual([...seen, ...(await stumbles(page))].filter((fault) => !meant.test(fault)), [])
}

async function until(holds) {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('waited too long')
}

/** Starts a preview of a copy of the example, whose files can be edited. */
async function openPreview() {
  const folder = mkdtempSync(join(tmpdir(), 'preview-'))
  for (const part of ['content', 'static']) cpSync(join(project, part), join(folder, part), { recursive: true })
  const css = readdirSync(join(folder, 'static/assets')).find((name) => name.endsWith('.css'))
  const child = { address: '127.0.0.1:0', log: '' }
  const changed = new Set()
  const it = {
    css: join('static/assets', css),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write(file, text) {
      changed.add(file)
      writeFileSync(join(folder, file), text)
    },
    /** Puts the files back that were written, and waits for the build of it. */
    async restore() {
      if (changed.size === 0) return
      const before = child.log.length
      for (const file of changed) cpSync(join(project, file), join(folder, file))
      changed.clear()
      await until(() => /Built /.test(child.log.slice(before)))
    },
    async start() {
      await startServe(folder, child)
      it.origin = `http://${child.address}`
    },
    stop: () => stopServe(child),
    async close() {
      await stopServe(child)
      rmSync(folder, { recursive: true })
    },
  }
  await it.start()
  return it
}

async function startServe(folder, child) {
  const program = process.env.PARTAKE_PROGRAM
  if (!program || !existsSync(program)) throw new Error('PARTAKE_PROGRAM does not name the program. Say: go build -o bin/partake ./cmd/partake, then PARTAKE_PROGRAM=bin/partake.')
  const args = ['serve', '--addr', child.address, '--now', '2026-11-22T09:00:00Z']
  child.process = spawn(resolve(program), args, { cwd: folder, env: { HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] })
  child.ended = new Promise((done) => child.process.once('exit', done))
  const ready = new Promise((done) => {
    for (const stream of [child.process.stdout, child.process.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        child.log += text
        const found = text.match(/The site is at http:\/\/([^/]+)\//)
        if (found) done(found[1])
      })
    }
  })
  const address = await Promise.race([ready, child.ended.then(() => undefined)])
  if (!address) throw new Error(`partake serve did not start:\n${child.log}`)
  child.address = address
}

// It ends at once, though pages listen to it.
async function stopServe(child) {
  const start = Date.now()
  child.process.kill('SIGINT')
  assert.equal(await child.ended, 0)
  assert.ok(Date.now() - start < 2000, 'it takes long to stop')
}
