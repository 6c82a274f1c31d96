/** Every feed is well-formed, whole by itself, and says the same in all three formats. */
import { after, test } from 'node:test'
import { launch } from './chromium.mjs'
import { feedFaults } from './feeds.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'

const browser = await launch()
after(() => browser.close())
const page = await browser.newPage()

for (const site of sites()) {
  test(`${site.name}: the feeds are sound and agree`, async () => {
    noProblem(await feedFaults(site, page))
  })
}

const link = 'https://page.example/#what-you-get'

findsPlanted(
  [
    ['a tag left open', 'feed.xml', '</item>', '', /^feed\.xml: .*error/s],
    ['an entity that XML lacks', 'feed.atom', 'three meals', 'three&nbsp;meals', /^feed\.atom: .*error/s],
    ['a broken JSON file', 'feed.json', '"items": [', '"items": ', /^feed\.json: .*JSON/],
    ['a control character', 'feed.xml', 'Taste', '\u0002Taste', /control character/],
    ['a control character in JSON', 'feed.json', 'Taste', '\\u0002Taste', /feed\.json: holds a control character/],
    ['no self link in RSS', 'feed.xml', 'rel="self"', 'rel="help"', /^feed\.xml: names ""/],
    ['the wrong self link in Atom', 'feed.atom', '/feed.atom"', '/feed.xml"', /^feed\.atom: names "https:\/\/page\.example\/feed\.xml"/],
    ['no description of the channel', 'feed.xml', '<description>A feed on which the checks are tried.</description>', '', /lacks channel description/],
    ['a guid that claims to be a link', 'feed.xml', 'isPermaLink="false"', '', /lacks a guid/],
    ['a date with a zone by name', 'feed.xml', '+0000</pubDate>', 'GMT</pubDate>', /lacks a pubDate/],
    ['no author', 'feed.atom', '<author><name>Page Trust</name></author>', '', /lacks an author/],
    ['an id that is no IRI', 'feed.atom', 'tag:page.example,2026:menu', 'menu', /lacks an entry id/],
    ['an update before its publication', 'feed.atom', '<updated>2026-11-20T09:00:00Z</updated>\n    <link', '<updated>2026-11-19T09:00:00Z</updated>\n    <link', /lacks an update/],
    ['no version', 'feed.json', 'version/1.1', 'version/1', /lacks the version/],
    ['a relative link', 'feed.json', link, '/#what-you-get', /it is not absolute/],
    ['a link to a missing page', 'feed.xml', link, 'https://page.example/gone/', /there is no such page/],
    ['code', 'feed.xml', '<p>Taste', '<p onclick="go()">Taste', /holds code/],
    ['no full text', 'feed.xml', 'http://purl.org/rss/1.0/modules/content/', 'http://other.example/', /has no html/],
    ['another title', 'feed.xml', '<title>Help choose', '<title>Choose', /disagree on title of item 1/],
    ['another date', 'feed.json', '2026-11-20T09', '2026-11-20T10', /disagree on the date of item 1/],
    ['another id', 'feed.json', 'tag:page.example,2026:menu', 'tag:page.example,2026:m', /disagree on id of item 1/],
    ['one item fewer', 'feed.json', '"items": [', '"items": [], "were": [', /disagree on how many/],
    ['a page without its feed', 'index.html', 'href="/feed.atom"', 'href="/feed.xml"', /no alternate link to feed\.atom/],
  ],
  (site) => feedFaults(site, page),
)
