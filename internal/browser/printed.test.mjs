/** What is printed makes sense on paper, and a form can be filled in by hand, whether the site can send it or not. */
import { after, before, test } from 'node:test'
import { launch } from './chromium.mjs'
import { bankPage, interestPage, openDesk } from './desk.mjs'
import { everyKind, problemsAtHome } from './kinds.mjs'
import { findsPlanted } from './planted.mjs'
import { misprints, sheet } from './printed.mjs'
import { noProblem } from './problems.mjs'
import { serving } from './serve.mjs'
import { sites } from './site.mjs'

everyKind('makes sense on paper', [sheet], look)

async function look(tab, path) {
  await tab.open(path)
  return misprints(tab.page)
}

let browser, desk
before(async () => {
  browser = await launch()
  desk = await openDesk()
})
after(async () => {
  await browser?.close()
  await desk?.close()
})

for (const path of [interestPage, bankPage]) {
  test(`${path} of a site that takes answers can be filled in by hand`, async () => {
    const page = await browser.newPage({ viewport: sheet })
    await page.goto(desk.origin + path)
    noProblem(await misprints(page))
  })
}

for (const site of sites()) {
  const pages = site.pages.filter((page) => page.kind === 'on-a-page')
  test(`${site.name}: a strategy on a page is one side of A4, in the order of its numbers`, { skip: pages.length === 0 && 'this site has no strategy' }, () => serving(site.root, async (origin) => {
    const page = await browser.newPage({ viewport: sheet })
    for (const { path } of pages) {
      await page.goto(origin + path)
      noProblem(await onOneSide(page))
      await page.evaluate(toTwelve) // the most that fit
      noProblem((await onOneSide(page)).map((fault) => `with twelve ambitions, ${fault}`))
    }
  }))
}

/** What is wrong with a strategy on a page as a PDF, which screen readers can read too. */
async function onOneSide(page) {
  await page.emulateMedia({ media: 'print' })
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true, tagged: true, outline: true })).toString('latin1')
  const sides = pdf.match(/\/Type \/Page\b/g)?.length
  const lacks = { tags: /\/Marked true/, 'a language': /\/Lang \(en-GB\)/, 'an outline': /\/Outlines/ }
  const faults = Object.keys(lacks).filter((what) => !lacks[what].test(pdf)).map((what) => `it has no ${what}`)
  if (sides !== 1) faults.push(`it takes ${sides} sides of A4`)
  return [...faults, ...(await page.evaluate(outOfOrder))]
}

// Runs in the page. Read row by row, the numbers go on.
function outOfOrder() {
  const places = [...document.querySelectorAll('.partake-on-a-page__lines > li')].map((line, i) => ({ i, box: line.getBoundingClientRect() }))
  const read = places.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left).map(({ i }) => i)
  return read.every((i, place) => i === place) ? [] : [`it is read in the order ${read.map((i) => i + 1)}`]
}

// Runs in the page.
function toTwelve() {
  const list = document.querySelector('.partake-on-a-page__lines')
  const lines = [...list.children]
  while (list.children.length < 12) list.append(lines[list.children.length % lines.length].cloneNode(true))
  list.closest('.partake-on-a-page').classList.add('partake-on-a-page--dense')
}

const form = '<form action'
const question = (inside) => `<fieldset style="break-inside: avoid"><legend>Who?</legend>${inside}</fieldset><ul class="partake-office"><li>1<li>2<li>3</ul>${form}`

findsPlanted(
  [
    ['navigation', 'assets/page.css', '  nav,\n  .skip', '  .skip', /prints <nav aria-label="Main">/],
    ['a button', 'assets/page.css', '  .skip,\n  .button {', '  .skip {', /prints <button class="button">/],
    ['an address that is not printed', 'index.html', '<h1>', '<p><a href="https://other.example/a">Other</a></p><h1>', /does not print where “Other” leads/],
    ['a page without its address', 'index.html', 'Address of this page: https://page.example/', '', /does not print the address of the page/],
    ['a page wider than paper', 'assets/page.css', 'max-width: 40rem', 'width: 50rem', /is \d+ px wide, and the paper 673 px/],
    ['a box that hides what is in it', 'assets/page.css', 'body {', 'main form { height: 1em; overflow: auto } body {', /cuts off what is in <form/],
    ['a heading at the end of a sheet', 'assets/page.css', '    break-after: avoid;\n', '', /“What you get” may stand alone/],
    ['a row that is cut', 'index.html', form, `<table><tr><td>Cut</td></tr></table>${form}`, /<tr><\/tr> “Cut” may be cut in two/],
    ['an address of the site itself', 'assets/page.css', 'border: 2px solid transparent', '} a::after { content: "(Link: " attr(href) ")"', /prints \/feed\.xml/],
    ['a question of two sheets', 'index.html', form, question('<br>'.repeat(90)), /Who\?: taller than a sheet/],
    ['a question that may be cut', 'index.html', form, question('').replace('avoid', 'auto'), /Who\?: may be cut in two/],
    ['small words', 'index.html', form, question('<p><small><label>You</label></small>'), /Who\?: “You” has \d.* points/],
    ['a low box', 'index.html', form, question('<textarea rows="1"></textarea>'), /Who\?: only \d+ mm to write in/],
    ['no room for the team', 'index.html', form, question('').replace('<li>3', ''), /no room for what the team notes/],
  ],
  (site) => problemsAtHome(site, sheet, look),
)
