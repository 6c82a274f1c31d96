/** Every page keeps the house rules for markup. */
import { test } from 'node:test'
import { breaches } from './markup.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: ${site.pages.length} pages keep the rules for markup`, () => {
    noProblem(breaches(site))
  })
}

findsPlanted(
  [
    ['no language', 'index.html', ' lang="en-GB"', '', /language/],
    ['two mains', 'index.html', '<footer>', '<main></main><footer>', /2 main/],
    ['a skipped level', 'index.html', '<h2 id="what-you-get">What you get</h2>', '<h3>What you get</h3>', /^index\.html:\d+: h3 .* follows h1/],
    ['a heading before the h1', 'index.html', '<main id="main">', '<main id="main"><h2>Before</h2>', /follows nothing/],
    ['two h1', 'index.html', '</main>', '<h1>Two</h1></main>', /has 2 h1/],
    ['an empty heading', 'index.html', 'Help choose the ward menu</h1>', '</h1>', /h1 is empty/],
    ['an id used twice', 'index.html', '<h1>', '<h1 id="main">', /"main" is used twice/],
    ['no canonical link', 'index.html', 'rel="canonical"', 'rel="help"', /canonical/],
    ['the canonical link of another page', 'index.html', 'https://page.example/"', 'https://page.example/other/"', /canonical/],
    ['an image without a size', 'index.html', ' height="64"', '', /lacks alt, width or height/],
    ['an inline style', 'index.html', '<h1>', '<h1 style="margin: 0">', /<h1> has style=/],
    ['an inline handler', 'index.html', '<h1>', '<h1 onclick="go()">', /<h1> has onclick=/],
    ['an inline script', 'index.html', '</head>', '<script>go()</script></head>', /inline <script>/],
    ['a new tab', 'index.html', '<a class="name"', '<a target="_blank" class="name"', /new tab/],
    ['a title without the site', '404.html', ' – Page Trust</title>', '</title>', /doesn't end with/],
    ['a home title without the site', 'index.html', ' – Page Trust</title>', '</title>', /the site's name/],
    ['a title used twice', '404.html', 'Page not found –', 'Help choose the ward menu –', /is also that of/],
  ],
  breaches,
)
