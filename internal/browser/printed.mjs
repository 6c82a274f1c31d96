/**
 * Looks at a page as it is printed on A4: nothing that only a screen can do, every
 * address that is of use, nothing beyond the paper or cut at its end, and forms that
 * can be filled in by hand.
 */

/** A sheet without its margins of 16 mm, in CSS pixels. */
export const sheet = { width: 673, height: 1001 }

/** Every fault of the page that is open in a tab, a line each. */
export async function misprints(page) {
  await page.emulateMedia({ media: 'print' })
  return [...(await page.evaluate(examinePage)), ...(await page.evaluate(examine, sheet))]
}

// Runs in the page.
function examinePage() {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
  const tag = (element) => element.cloneNode().outerHTML.slice(0, 80)
  const faults = []
  for (const part of shown('nav, button, [role=button], [type=submit], audio, video, a[href^="#main"]')) faults.push(`prints ${tag(part)}, which is of no use on paper`)
  for (const link of shown('main a[href*="://"]')) {
    const said = getComputedStyle(link, '::after').content
    if (!said.includes(link.getAttribute('href')) && !link.innerText.replace(/\s/g, '').includes(link.hostname)) faults.push(`does not print where “${link.innerText}” leads`)
  }
  const address = document.querySelector('link[rel=canonical]')?.href
  if (address && !document.body.innerText.replace(/\s/g, '').includes(address)) faults.push('does not print the address of the page')
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`is ${document.documentElement.scrollWidth} px wide, and the paper ${innerWidth} px`)
  for (const part of shown('main *')) {
    const { overflowX, overflowY } = getComputedStyle(part)
    const cut = /auto|scroll|hidden|clip/.test(overflowX + overflowY) && part.clientWidth > 1 && (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight + 1)
    if (cut && !part.matches('textarea, input')) faults.push(`cuts off what is in ${tag(part)}`)
  }
  const kept = { 'h1, h2, h3, h4': ['breakAfter', 'may stand alone at the end of a sheet'], 'tr, figure, blockquote, h2, h3': ['breakInside', 'may be cut in two'] }
  for (const [selector, [trait, fault]] of Object.entries(kept)) {
    for (const part of shown(`main :is(${selector})`)) {
      if (getComputedStyle(part)[trait] !== 'avoid') faults.push(`${tag(part)} “${part.innerText.trim().slice(0, 30)}” ${fault}`)
    }
  }
  return faults
}

// Runs in the page. A question that is taller than a sheet can't stand on one.
function examine(sheet) {
  const mm = 96 / 25.4
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
  const faults = []
  for (const link of shown('a[href]')) {
    const said = getComputedStyle(link, '::after').content
    if (said.includes('Link:') && !link.getAttribute('href').includes('://')) faults.push(`prints ${link.getAttribute('href')}, which is no address on paper`)
  }
  const questions = shown('fieldset, .partake-form__question, .partake-ask__question')
  for (const question of questions) {
    const name = question.innerText.trim().split('\n')[0]
    const style = getComputedStyle(question)
    if (question.clientHeight > sheet.height) faults.push(`${name}: taller than a sheet`)
    if (!question.parentElement.closest('fieldset, .partake-form__question') && style.breakInside !== 'avoid') faults.push(`${name}: may be cut in two`)
    for (const words of question.querySelectorAll('label, legend, p, li, .nhsuk-hint')) {
      const points = parseFloat(getComputedStyle(words).fontSize) * 0.75
      if (words.checkVisibility() && points < 12) faults.push(`${name}: “${words.innerText}” has ${points} points, fewer than 12`)
    }
    for (const box of question.querySelectorAll('input:not([type=radio], [type=checkbox]), textarea, .partake-ask__space')) {
      const height = box.getBoundingClientRect().height / mm
      if (height < (box.matches('textarea, .partake-ask__space') ? 20 : 10)) faults.push(`${name}: only ${height.toFixed()} mm to write in`)
    }
  }
  if (questions.length > 0 && shown('.partake-office li').length !== 3) faults.push('has no room for what the team notes')
  return faults
}
