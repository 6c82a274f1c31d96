/**
 * Keeps a page of the preview as its sources are: see the package's manual.
 *
 * The page's policy holds here too, so elements are made one by one and nothing
 * is written as HTML. Where the page stood is kept in the tab's own storage while
 * it is loaded again, because a page of mistakes may come between.
 */
const { partakePage: page, partakeFiles, bar: wantsBar } = document.querySelector('script[data-partake-page]').dataset
const isMistakes = document.body.dataset.kind === 'mistakes'
const place = 'partake-preview-place'
const outgoing = new WeakSet() // stylesheets that are being exchanged

let files = partakeFiles // what this page has
let line

function listen() {
  if (line || document.visibilityState === 'hidden') return
  line = new EventSource(`/.partake/events?${new URLSearchParams({ page: location.pathname, files })}`)
  line.onmessage = ({ data }) => hear(JSON.parse(data))
  line.onerror = () => {
    bar?.stopped()
    if (line?.readyState !== EventSource.CLOSED) return // it tries again by itself
    hangUp()
    setTimeout(listen, 1000)
  }
}

function hangUp() {
  line?.close()
  line = undefined
}

function hear(news) {
  const changed = new Set(news.files)
  const sheets = [...document.querySelectorAll('link[rel=stylesheet]')].filter((sheet) => !outgoing.has(sheet) && changed.has(addressOf(sheet.href)))
  for (const sheet of sheets) changed.delete(addressOf(sheet.href))
  if (news.stale || news.page !== page || loaded().some((address) => changed.has(address))) return reload()
  files = news.now
  for (const sheet of sheets) exchange(sheet)
  bar?.tell(news)
}

/** The address of a file as the server names it, or undefined if it is not ours. */
function addressOf(url) {
  const { origin, pathname } = new URL(url)
  return origin === location.origin ? decodeURI(pathname) : undefined
}

/** Everything that the page has loaded: pictures, scripts, what stylesheets name. */
function loaded() {
  return performance.getEntriesByType('resource').map(({ name }) => addressOf(name))
}

/** Puts the new stylesheet beside the old, which goes when the new one is there. */
function exchange(sheet) {
  const next = sheet.cloneNode()
  const url = new URL(sheet.href)
  url.searchParams.set('preview', files)
  next.href = url.href
  next.onload = () => sheet.remove()
  next.onerror = () => {
    next.remove()
    outgoing.delete(sheet)
  }
  outgoing.add(sheet)
  sheet.after(next)
}

function reload() {
  hangUp()
  if (!isMistakes) store(JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }))
  location.reload()
}

/**
 * Goes back to where the page stood before it was loaded again. The browser would
 * do so by itself, but knows only where the page of mistakes stood.
 */
function returnToPlace() {
  const { path, x, y } = JSON.parse(stored() ?? '{}')
  store()
  if (path !== location.pathname) return
  const go = () => scrollTo({ left: x, top: y, behavior: 'instant' })
  history.scrollRestoration = 'manual'
  go()
  addEventListener('load', go)
  addEventListener('pagehide', () => (history.scrollRestoration = 'auto'))
}

// A browser may forbid storage; then pages just begin at their top.
function store(value) {
  try {
    if (value) sessionStorage.setItem(place, value)
    else sessionStorage.removeItem(place)
  } catch {}
}

function stored() {
  try {
    return sessionStorage.getItem(place)
  } catch {
    return null
  }
}

/** The bar at the end of the page. A screen reader reads its status when it changes. */
class Bar {
  #box = element('aside', { id: 'partake-preview', ariaLabel: 'Preview' })
  #status = element('p', { role: 'status' })
  #draft = element('strong', { className: 'partake-preview__draft', textContent: 'Draft: the public does not see this page', hidden: true })
  #mend = element('p', {}, element('a', { href: '/.partake/mistakes', textContent: 'See what to mend' }))
  #list = element('ul')
  #pages = element('details', {}, element('summary', { textContent: 'Pages that changed' }), this.#list)

  constructor() {
    this.#mend.hidden = this.#pages.hidden = true
    this.#box.append(this.#draft, this.#status, this.#mend, this.#pages)
    document.body.append(this.#box)
  }

  tell(news) {
    this.#say(summary(news))
    this.#draft.hidden = !news.draft
    this.#mend.hidden = !news.mistakes
    const changed = news.changed ?? []
    this.#pages.hidden = changed.length === 0
    this.#list.replaceChildren(...changed.map((path) => element('li', {}, element('a', { href: encodeURI(path), textContent: path }))))
    if (news.count > changed.length) this.#list.append(element('li', { textContent: `and ${news.count - changed.length} more` }))
    mark(new Set(news.drafts))
  }

  stopped() {
    this.#say('Preview: it has stopped. Start partake serve again, and this page goes on.')
  }

  #say(words) {
    if (this.#status.textContent !== words) this.#status.textContent = words
  }
}

function summary({ mistakes, first, pages, pending, count, took }) {
  if (mistakes) return `Preview: the last good site, since there ${mistakes === 1 ? 'is 1 mistake' : `are ${mistakes} mistakes`}.`
  if (first) return `Preview: ${counted(pages)} built in ${took}.`
  if (pending) return `Preview: built again in ${took}.`
  return `Preview: built again in ${took}, ${count === 0 ? 'no page' : counted(count)} changed.`
}

function counted(pages) {
  return pages === 1 ? '1 page' : `${pages} pages`
}

/** Marks the links that lead to drafts. */
function mark(drafts) {
  for (const link of document.querySelectorAll('a[href]')) {
    link.toggleAttribute('data-partake-draft', drafts.has(addressOf(link.href)))
  }
}

function element(name, traits = {}, ...children) {
  const made = document.createElement(name)
  Object.assign(made, traits)
  made.append(...children)
  return made
}

const bar = wantsBar === undefined ? undefined : new Bar()
if (isMistakes) document.querySelector('h1').focus({ preventScroll: true })
else returnToPlace()
document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hangUp() : listen()))
addEventListener('pagehide', hangUp)
addEventListener('pageshow', listen)
listen()
