/**
 * Looks whether a page is mirrored when it is written from right to left.
 *
 * Any page will do: it is turned round for a moment, and each of its boxes must
 * stand as far from the right as it stood from the left. A style that says "left"
 * where it means "start" shows at once.
 */

/** Every box of the main part that is not mirrored, a line each. The page is left as it was. */
export function unmirrored(page) {
  return page.evaluate(() => {
    const root = document.documentElement
    const was = root.getAttribute('dir')
    root.dir = 'ltr'
    // What says its own direction keeps it. An inline box stands where its line breaks.
    const boxes = [...document.querySelectorAll('main *')].filter((box) => box.closest('[dir], svg') === root && box.checkVisibility() && !getComputedStyle(box).display.startsWith('inline'))
    const before = boxes.map((box) => box.getBoundingClientRect())
    root.dir = 'rtl'
    const after = boxes.map((box) => box.getBoundingClientRect())
    if (was === null) root.removeAttribute('dir')
    else root.dir = was
    const wrong = []
    for (const [i, box] of boxes.entries()) {
      const [left, right] = [Math.round(before[i].left), Math.round(root.clientWidth - after[i].right)]
      if (before[i].width <= 1 || Math.abs(left - right) <= 1 || wrong.some((outer) => outer.box.contains(box))) continue
      wrong.push({ box, text: `${box.cloneNode().outerHTML.slice(0, 80)} stands ${left} px from the left, and ${right} px from the right when the page is turned round` })
    }
    return wrong.map((fault) => fault.text)
  })
}
