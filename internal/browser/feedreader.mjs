/**
 * Reads RSS, Atom and JSON Feed into one shape, so that the three can be compared.
 *
 * The XML is parsed by Chromium, whose parser stops at the first fault as a
 * reader's does. A value that is not there is an empty string.
 */

/**
 * `{ fault, title, language, self, items: [{ id, title, url, published, updated, html }], lacks }`,
 * where `lacks` lists what the format requires and the feed hasn't.
 */
export async function readFeed(page, kind, source) {
  if (kind === 'json') return readJSON(source)
  return page.evaluate(kind === 'atom' ? readAtom : readRSS, source)
}

// Runs in a page.
function readRSS(source) {
  const document = new DOMParser().parseFromString(source, 'application/xml')
  const error = document.querySelector('parsererror')
  if (error) return { fault: error.textContent }
  const childOf = (element, name) => [...element.children].find((child) => child.nodeName === name)
  const get = (element, name) => childOf(element, name)?.textContent.trim() ?? ''
  const channel = document.querySelector('rss[version="2.0"] > channel')
  if (!channel) return { fault: 'has no rss element of version 2.0 with a channel' }
  const self = [...channel.getElementsByTagNameNS('http://www.w3.org/2005/Atom', 'link')].find((link) => link.getAttribute('rel') === 'self')
  const items = [...channel.querySelectorAll(':scope > item')]
  const rfc822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/
  const lacks = ['title', 'link', 'description', 'language'].filter((name) => !get(channel, name)).map((name) => `channel ${name}`)
  for (const item of items) {
    if (childOf(item, 'guid')?.getAttribute('isPermaLink') !== 'false') lacks.push('a guid with isPermaLink="false"')
    if (!get(item, 'description')) lacks.push('an item description')
    if (!rfc822.test(get(item, 'pubDate'))) lacks.push(`a pubDate with a four-digit year and a numeric offset (${get(item, 'pubDate')})`)
  }
  return {
    title: get(channel, 'title'),
    language: get(channel, 'language'),
    self: self?.getAttribute('href') ?? '',
    lacks,
    items: items.map((item) => ({
      id: get(item, 'guid'),
      title: get(item, 'title'),
      url: get(item, 'link'),
      published: get(item, 'pubDate'),
      updated: '',
      html: item.getElementsByTagNameNS('http://purl.org/rss/1.0/modules/content/', 'encoded')[0]?.textContent ?? '',
    })),
  }
}

// Runs in a page.
function readAtom(source) {
  const document = new DOMParser().parseFromString(source, 'application/xml')
  const error = document.querySelector('parsererror')
  if (error) return { fault: error.textContent }
  const feed = document.documentElement
  if (feed.namespaceURI !== 'http://www.w3.org/2005/Atom' || feed.localName !== 'feed') return { fault: 'has no feed element of Atom' }
  const childOf = (element, name) => [...element.children].find((child) => child.localName === name)
  const get = (element, name) => childOf(element, name)?.textContent.trim() ?? ''
  const link = (element, rel) => [...element.children].find((child) => child.localName === 'link' && (child.getAttribute('rel') ?? 'alternate') === rel)?.getAttribute('href') ?? ''
  const entries = [...feed.children].filter((child) => child.localName === 'entry')
  const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
  const lacks = ['id', 'title', 'updated'].filter((name) => !get(feed, name)).map((name) => `feed ${name}`)
  if (!link(feed, 'alternate')) lacks.push('a link to the page it belongs to')
  for (const entry of entries) {
    if (!childOf(feed, 'author') && !childOf(entry, 'author')) lacks.push('an author')
    if (!/^[a-z][a-z0-9+.-]*:/.test(get(entry, 'id'))) lacks.push(`an entry id that is an IRI (${get(entry, 'id')})`)
    if (childOf(entry, 'content')?.getAttribute('type') !== 'html') lacks.push('content of type html')
    for (const name of ['published', 'updated']) if (!rfc3339.test(get(entry, name))) lacks.push(`an RFC 3339 date as ${name} (${get(entry, name)})`)
    if (new Date(get(entry, 'updated')) < new Date(get(entry, 'published'))) lacks.push('an update no earlier than its publication')
  }
  return {
    title: get(feed, 'title'),
    language: feed.getAttribute('xml:lang') ?? '',
    self: link(feed, 'self'),
    lacks,
    items: entries.map((entry) => ({
      id: get(entry, 'id'),
      title: get(entry, 'title'),
      url: link(entry, 'alternate'),
      published: get(entry, 'published'),
      updated: get(entry, 'updated'),
      html: childOf(entry, 'content')?.textContent ?? '',
    })),
  }
}

function readJSON(source) {
  let feed
  try {
    feed = JSON.parse(source)
  } catch (error) {
    return { fault: error.message }
  }
  const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
  const lacks = ['title', 'home_page_url', 'feed_url', 'language', 'authors'].filter((name) => !feed[name])
  if (feed.version !== 'https://jsonfeed.org/version/1.1') lacks.push('the version of JSON Feed 1.1')
  if (!Array.isArray(feed.items)) return { fault: 'has no list of items' }
  for (const item of feed.items) {
    if (typeof item.id !== 'string') lacks.push('an item id that is a string')
    for (const name of ['date_published', 'date_modified']) {
      if (item[name] !== undefined && !rfc3339.test(item[name])) lacks.push(`an RFC 3339 date as ${name} (${item[name]})`)
    }
  }
  return {
    title: feed.title ?? '',
    language: feed.language ?? '',
    self: feed.feed_url ?? '',
    lacks,
    items: feed.items.map((item) => ({
      id: String(item.id),
      title: item.title ?? '',
      url: item.url ?? '',
      published: item.date_published ?? '',
      updated: item.date_modified ?? '',
      html: item.content_html ?? '',
    })),
  }
}
