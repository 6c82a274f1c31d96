/**
 * Looks whether a page still holds its text when readers set it wider, as WCAG
 * 1.4.12 lets them: more room between lines, letters, words and paragraphs.
 *
 * Who reads so may not lose a word: nothing may be cut off, lie over other words
 * or stick out of its box, and nothing may scroll sideways.
 */

const wider = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

/** Every text that has no room, a line each. The page is left as it was. */
export function cramped(page) {
  return page.evaluate(`(${examine})(${JSON.stringify(wider)})`)
}

// Runs in the page. A sheet that is made by a script is no inline style, so the
// page's policy lets it in.
function examine(wider) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(wider)
  document.adoptedStyleSheets = [sheet]
  const faults = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) faults.push(`scrolls sideways: ${scrollWidth} px of page in ${clientWidth} px of window`)

  const styles = new Map()
  const styleOf = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element)
  const name = (text) => `“${text.data.trim().slice(0, 40)}”`
  const tolerance = 2 // px: letters are drawn a little beyond their boxes

  // A box holds its text when it has an edge or a colour of its own, or cuts off what is beyond it.
  function boxOf(element) {
    const style = styleOf(element)
    if (style.display === 'inline') return undefined
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) return 'scrolls'
    if (style.overflowX !== 'visible' || style.clipPath !== 'none') return 'cuts'
    return style.backgroundColor !== 'rgba(0, 0, 0, 0)' || parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth) > 0 ? 'holds' : undefined
  }

  const lines = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue
    range.selectNodeContents(text)
    let rects = [...range.getClientRects()].filter((rect) => rect.width > 0)
    for (let box = text.parentElement; box && rects.length > 0; box = box.parentElement) {
      const kind = boxOf(box)
      if (!kind) continue
      const edge = box.getBoundingClientRect()
      if (kind === 'cuts' && edge.width <= 1) rects = [] // only read aloud
      if (kind === 'scrolls') break
      const out = rects.some((rect) => rect.left < edge.left - tolerance || rect.right > edge.right + tolerance || rect.top < edge.top - tolerance || rect.bottom > edge.bottom + tolerance)
      if (out) faults.push(`${name(text)} ${kind === 'cuts' ? 'is cut off by' : 'sticks out of'} ${box.cloneNode().outerHTML.slice(0, 80)}`)
      if (out || kind === 'cuts') break
    }
    for (const rect of rects) lines.push({ text, rect })
  }
  lines.sort((x, y) => x.rect.top - y.rect.top)
  for (const [i, { text, rect }] of lines.entries()) {
    for (let j = i + 1; j < lines.length && lines[j].rect.top < rect.bottom - tolerance; j++) {
      const other = lines[j]
      if (other.text !== text && other.rect.left < rect.right - tolerance && rect.left < other.rect.right - tolerance) faults.push(`${name(text)} lies over ${name(other.text)}`)
    }
  }
  document.adoptedStyleSheets = []
  return [...new Set(faults)].map((fault) => `with wider text spacing: ${fault}`)
}
