/**
 * Checks the calendars of a site, as calendar apps read them.
 *
 * Somebody who subscribes never sees an error: their app drops what it can't
 * read, shows an entry twice when its id changes, and keeps what is cancelled
 * when the calendar no longer says so.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attribute, tagged } from './dom.mjs'
import { linkFault, openWeb } from './links.mjs'

const needed = { VCALENDAR: ['VERSION', 'PRODID', 'METHOD', 'NAME'], VEVENT: ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'SEQUENCE', 'STATUS', 'URL', 'DESCRIPTION'] }
const moments = /^\d{8}T\d{6}Z$/
const mostBytes = 75 // of a line, RFC 5545 3.1

/** Every fault in the calendars of a site, a line each. */
export function calendarFaults(site) {
  const web = openWeb(site)
  const files = [...site.files].filter((file) => file.endsWith('.ics'))
  if (files.length === 0) return ['there is no calendar in the site']
  const all = new Map(files.map((file) => [file, readCalendar(readFileSync(join(site.root, file), 'utf8'))]))
  const faults = files.flatMap((file) => all.get(file).faults.concat(all.get(file).parts.flatMap((part) => partFaults(web, part))).map((fault) => `${file}: ${fault}`))
  return [...faults, ...unlinked(web, all), ...missingFromTheWhole(all)]
}

/** The lines of a calendar, unfolded, as parts: `{ kind, lines: Map }`. */
function readCalendar(source) {
  const faults = []
  if (/[^\r]\n|\r(?!\n)/.test(source) || !source.endsWith('\r\n')) faults.push('a line does not end with CRLF')
  if (source.split('\r\n').some((line) => Buffer.byteLength(line) > mostBytes)) faults.push('a line is longer than 75 bytes')
  const parts = []
  const open = []
  for (const line of source.replaceAll('\r\n ', '').split('\r\n').filter(Boolean)) {
    const [, name, parameters, value] = line.match(/^([A-Z-]+)((?:;[^:]*)?):(.*)$/s) ?? []
    if (!name) faults.push(`"${line}" is no property`)
    else if (name === 'BEGIN') open.push({ kind: value, lines: new Map() })
    else if (name === 'END') {
      const part = open.pop()
      if (part?.kind !== value) faults.push(`${value} ends and has not begun`)
      if (part) parts.push(part)
    } else if (open.length) {
      const at = open.at(-1).lines
      at.set(name, [...(at.get(name) ?? []), { parameters, value }])
    }
  }
  if (open.length) faults.push(`${open.at(-1).kind} has no end`)
  if (parts.at(-1)?.kind !== 'VCALENDAR') faults.push('it is no calendar')
  return { faults, parts }
}

function partFaults(web, { kind, lines }) {
  const one = (name) => lines.get(name)?.[0]?.value ?? ''
  const faults = (needed[kind] ?? []).filter((name) => lines.get(name)?.length !== 1 || one(name) === '').map((name) => `${kind} ${one('UID')} needs one ${name}`)
  if (kind !== 'VEVENT') return faults
  const days = lines.get('DTSTART')?.[0].parameters.includes('VALUE=DATE')
  const times = ['DTSTART', 'DTEND'].filter((name) => lines.has(name)).map(one)
  if (!times.every((time) => (days ? /^\d{8}$/ : moments).test(time))) faults.push(`${one('UID')} is at ${times.join(' to ')}, not in UTC or in whole days`)
  if (times.length === 2 && times[1] <= times[0]) faults.push(`${one('UID')} ends before it begins`)
  if (!['CONFIRMED', 'CANCELLED'].includes(one('STATUS'))) faults.push(`${one('UID')} is "${one('STATUS')}"`)
  if (!one('UID').endsWith('@' + new URL(web.origin).hostname)) faults.push(`${one('UID')} does not end with the name of the site`)
  const wrong = linkFault(web, '/', one('URL'))
  if (wrong) faults.push(`${one('UID')} leads to "${one('URL')}": ${wrong}`)
  if (!one('DESCRIPTION').endsWith(one('URL'))) faults.push(`${one('UID')} does not say its address in its description`)
  return faults
}

/** A calendar that no page leads to is found by nobody. One in which everything is over may rest. */
function unlinked(web, all) {
  const linked = new Set(web.pages.flatMap((page) => tagged(page.document, 'a').map((link) => attribute(link, 'href'))))
  const events = (calendar) => calendar.parts.filter(({ kind }) => kind === 'VEVENT').map(({ lines }) => lines)
  const newest = [...all.values()].flatMap(events).map((lines) => lines.get('DTSTAMP')?.[0].value ?? '').sort().at(-1)
  const ahead = (lines) => lines.get('STATUS')?.[0].value !== 'CANCELLED' && lines.get('DTSTART')?.[0].value > newest
  return [...all].filter(([file, calendar]) => !linked.has('/' + file) && events(calendar).some(ahead)).map(([file]) => `${file}: no page leads there`)
}

/** The calendar of the whole site has every entry of the others, each once. Promises are nothing to come to: they have calendars of their own. */
function missingFromTheWhole(all) {
  const whole = all.get('calendar.ics')
  if (!whole) return ['calendar.ics is missing']
  const ids = uids(whole)
  const faults = twice('calendar.ics', ids)
  for (const [file, calendar] of all) {
    if (file.endsWith('promises.ics')) faults.push(...twice(file, uids(calendar)))
    else faults.push(...uids(calendar).filter((id) => !ids.includes(id)).map((id) => `${file}: has ${id}, and calendar.ics does not`))
  }
  return faults
}

function twice(file, ids) {
  return ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `${file}: uses the id ${id} twice`)
}

function uids({ parts }) {
  return parts.filter(({ kind }) => kind === 'VEVENT').map(({ lines }) => lines.get('UID')?.[0]?.value)
}
