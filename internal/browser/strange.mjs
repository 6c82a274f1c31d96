/**
 * Makes a strange site: nothing is open, and what is there is as long, as foreign
 * or as odd as people's names, words and addresses are.
 *
 * It is small, for each of its pages is looked at in a browser. What thousands of
 * pages do is shown in internal/build, without one.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const welsh = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch'
const german = 'Krankenhausmitarbeiterbeteiligungsverordnungsentwurfsbesprechung'
const email = 'cyfranogiad.cleifion.a.gofalwyr.a.theuluoedd@gwasanaethau-iechyd-meddwl-y-gogledd.example'
const address = `https://gwasanaethau-iechyd-meddwl-y-gogledd.example/${'cyfarfodydd-a-chofnodion/'.repeat(4)}2026.html?tudalen=1&iaith=cy#adran-${'1-'.repeat(20)}`
const flower = '🌻👩🏽‍🦽‍➡️🏴󠁧󠁢󠁷󠁬󠁳󠁿'

/** 40 languages, 4 of them from right to left. */
export const languages = 'am ar bg bn cs cy de el es fa fr gu hi hu it ja ka kmr ko ku lt lv ml ne nl pa pl prs pt ro ru sk so sq ta th tr uk ur zh'.split(' ')

/** Builds the site with the program that PARTAKE_PROGRAM names, and returns its folder and that of its pages. */
export function buildStrange() {
  const root = mkdtempSync(join(tmpdir(), 'strange-'))
  for (const [name, text] of Object.entries(files())) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const program = process.env.PARTAKE_PROGRAM
  if (!program) throw new Error('PARTAKE_PROGRAM does not name the program. Say: go build -o bin/partake ./cmd/partake, then PARTAKE_PROGRAM=bin/partake.')
  execFileSync(resolve(program), ['build', '-C', root, '--out', join(root, 'public'), '--now', '2026-11-22T09:00:00Z'], { stdio: ['ignore', 'ignore', 'pipe'], env: { HOME: root } })
  return { root, pages: join(root, 'public') }
}

function files() {
  return {
    'content/site.yaml': site,
    'content/data/areas.yaml': list([welsh, german, 'ਪਿੰਡ', 'القرية'].map((name, i) => ({ id: `area-${i}`, name }))),
    'content/data/services.yaml': list([{ id: 'service', name: `${german} ${german}` }]),
    'content/data/skills.yaml': list([{ id: 'skill', name: german }]),
    'content/about/many.md': many,
    'content/about/long.md': page({ title: 'A page of 5,000 words', summary: 'x' }, long()),
    ...Object.fromEntries(languages.map((lang) => [`content/about/many-${lang}.md`, page({ title: `${lang} ${german}`, summary: 'x', lang }, body)])),
    'content/opportunities/closed.md': opportunity(`${german} ${flower}`, 'closed'),
    'content/opportunities/cjk.md': opportunity('參與改善病房膳食的討論會以及之後每個月的跟進會議', 'cjk'),
    'content/groups/group.md': page({ name: `مجموعة ${welsh} فاطمة`, summary: email, purpose: address, members_can_join: 'open', contact }, body),
    'content/organisations/organisation.md': page({ name: welsh, summary: 'x', kind: 'charity', url: address, phone: '01632 960123', contact }, body),
    'content/updates/update.md': update,
    'content/strategy/plan/index.md': page({ title: german, summary: welsh, period: { start: '2025-04-01', end: '2030-03-31' }, state: 'current' }, body),
    'content/strategy/plan/aim.md': ambition,
    ...Object.fromEntries(['王小明', 'فاطمة الزهراء', 'Llŷr ap Rhŷs', flower, 'Ὀδυσσεύς', welsh, 'Zoë Žižek'].map(person)),
    ...Object.fromEntries([german, '参与', 'مشاركة', flower, 'Ŷ'].map((term, i) => [`content/glossary/word-${i}.md`, page({ term, definition: `${address} ${german}`, plain: welsh, aka: [`${term} ${welsh}`] })])),
  }
}

// JSON is YAML too, so an object is front matter as it stands.
const page = (front, text = '') => `---\n${JSON.stringify(front)}\n---\n${text}\n`
const list = (entries) => JSON.stringify(entries)

const contact = { name: `فاطمة ${welsh}`, role: german, phone: '01632 960000', email }

const site = JSON.stringify({
  organisation: { name: `Bwrdd Iechyd ${welsh} a’r Cylch`, short_name: 'Bwrdd 健康 🌻' },
  site_name: `Ymuno ${welsh}`,
  base_url: 'https://strange.example',
  team: { name: `Tîm ${welsh}`, phone: '01632 960000', email, post: `${welsh}, ${german}`, hours: german },
  privacy: {
    controller: welsh, controller_address: german, dpo: { name: welsh, phone: '01632 960001', email }, purposes: [german], lawful_basis: german, condition: german,
    shared_with: [welsh], transfers: german, retention: german, automated_decisions: german,
  },
})

// What editors paste: an address as its own words, a wide table, code, a long word.
const body = `## ${german}

${address} and [${address}](${address}) and **${german}** and \`${address}\`.

> ${german} – ${welsh}

| ${'Column | '.repeat(9)}
| ${'--- | '.repeat(9)}
| ${`${welsh} | `.repeat(9)}

1. ${german}
   - ${address}

    ${'code'.repeat(60)}

### 参与会议 ${flower} مشاركة

فاطمة wrote “${welsh}” (2026) to 王小明 and 1 (23) 45.`

const formats = [...languages.map((lang) => ({ kind: 'translation', lang, url: `about/many-${lang}` })), { kind: 'braille', on_request: true }]
const many = page({ title: `${german} in 40 languages`, summary: address, formats, areas: ['area-0', 'area-1', 'area-2', 'area-3'], services: ['service'], quotes: [{ text: `${german} مشاركة 参与`, name: welsh, role: german, consent: true }] }, body)

const opportunity = (title, id) =>
  page({
    title, summary: `${german} ${welsh}`, published: '2026-04-20', closes: id === 'cjk' ? '2026-11-21' : '2026-06-30', areas: ['area-0', 'area-3'], services: ['service'], activity: 'forum',
    purpose: `${german} ${address}`, can_change: [german, welsh], cannot_change: [address], who: ['public'], commitment: german,
    location: { mode: 'in-person', venue: welsh, address: `${welsh} ${german}`, travel: address }, reimbursement: { model: 'travel' }, named_contact: contact,
    difference: german, skills: { needed: [german], gained: ['skill'] },
  }, body)

const update = page({
  title: `${welsh}: ${german}`, summary: german, areas: ['area-2'], heard_on: '2026-01-05', you_said: `You told us about ${german} and ${welsh} at ${address}`, status: 'cannot', status_date: '2026-05-01', reason: `${german} ${address}`,
  owner: welsh, difference: german,
})

const ambition = page({
  title: german, summary: welsh, order: 1, statement: `${german} مشاركة`, ideal: [german], worked: [welsh], not_worked: [address],
  actions: [{ what: `${german} ${address}`, owner: welsh, due: '2026-01-01', status: 'in-progress', status_date: '2026-01-01' }],
}, body)

function person(name, i) {
  const front = { name, summary: `${german} ${name}`, kind: ['carer'], role: `${welsh} ${name}`, skills: ['skill'], available_for: [german], consent: { given: '2026-01-01', until: '2027-12-31' } }
  return [`content/people/person-${i}.md`, page(front, `${name}\n\n${body}`)]
}

/** 5,000 words under 40 headings. */
function long() {
  const sentence = 'People who wait a long time tell us what the wait does to them and to those who love them. '
  return Array.from({ length: 40 }, (_, i) => `## Part ${i + 1} of what we heard\n\n${sentence.repeat(7)}\n`).join('\n')
}
