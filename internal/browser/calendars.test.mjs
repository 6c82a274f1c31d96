/** Every calendar can be read, names each entry once, and is found from a page. */
import { test } from 'node:test'
import { calendarFaults } from './calendars.mjs'
import { findsPlanted } from './planted.mjs'
import { noProblem } from './problems.mjs'
import { sites } from './site.mjs'

for (const site of sites()) {
  test(`${site.name}: the calendars are sound`, () => {
    noProblem(calendarFaults(site))
  })
}

const file = 'calendar.ics'

findsPlanted(
  [
    ['a line end of another system', file, 'VERSION:2.0\r\n', 'VERSION:2.0\n', /does not end with CRLF/],
    ['a line too long', file, 'word of \r\n ', 'word of ', /longer than 75 bytes/],
    ['a line that is no property', file, 'METHOD:PUBLISH', 'METHOD PUBLISH', /"METHOD PUBLISH" is no property/],
    ['an entry without an end', file, 'END:VEVENT\r\nEND', 'END', /VCALENDAR ends and has not begun/],
    ['a calendar without an end', file, 'END:VCALENDAR\r\n', '', /VCALENDAR has no end/],
    ['an entry without a time of change', file, 'DTSTAMP:20261120T090000Z\r\nSEQUENCE:1', 'SEQUENCE:1', /needs one DTSTAMP/],
    ['two titles', file, 'SEQUENCE:1', 'SUMMARY:Other\r\nSEQUENCE:1', /needs one SUMMARY/],
    ['a calendar without a name', file, 'NAME:Page Trust\r\n', '', /VCALENDAR +needs one NAME/],
    ['a time without a zone', file, 'DTEND:20270120T160000Z', 'DTEND:20270120T160000', /not in UTC/],
    ['an end before the start', file, 'DTEND;VALUE=DATE:20270201', 'DTEND;VALUE=DATE:20270131', /ends before it begins/],
    ['a state that is none', file, 'STATUS:CANCELLED', 'STATUS:GONE', /is "GONE"/],
    ['an id twice', file, 'menu/session-2027-01-20-1300@', 'menu/closes@', /uses the id menu\/closes@page\.example twice/],
    ['an id of another site', file, 'closes@page', 'closes@other', /does not end with the name/],
    ['a link to a missing page', file, 'URL:https://page.example/\r\nEND:VEVENT\r\nBEGIN', 'URL:https://page.example/gone/\r\nEND:VEVENT\r\nBEGIN', /no such page/],
    ['no address in the description', file, 'DESCRIPTION:Taste it.\\nhttps://page.example/', 'DESCRIPTION:Taste it.', /does not say its address/],
    ['a calendar that nobody finds', 'index.html', 'href="/calendar.ics"', 'href="/feed.xml"', /no page leads there/],
  ],
  calendarFaults,
)
