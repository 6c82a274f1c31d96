/**
 * Drives w3m, a browser that shows nothing but text, as somebody at a terminal
 * does: it searches for words, goes from there to the next or the last field, and
 * presses keys. Nothing here knows what a form sends; w3m does.
 *
 * `script` gives it a terminal. What it asks, such as "Save buffer to", is waited
 * for, so that no key gets lost when a machine is slow. The page is read from what
 * w3m saves, which is what it shows.
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const patience = 60_000 // ms for one answer of w3m

/**
 * Follows a path through a site in w3m, from an address on. w3m 0.5.3 sometimes
 * breaks down by itself when it comes back from the editor (1 in 70 times: it
 * frees memory that it does not hold): then the path begins anew.
 */
export async function travel(t, url, path) {
  for (let attempt = 1; ; attempt++) {
    const w3m = await openText(t, url)
    try {
      return await path(w3m)
    } catch (error) {
      if (!w3m.brokeDown() || attempt === 4) throw error
    }
  }
}

async function openText(t, url) {
  const home = mkdtempSync(join(tmpdir(), 'w3m-'))
  const editor = join(home, 'editor')
  writeFileSync(editor, '#!/bin/sh\nfor file; do :; done\ncat "$HOME/typed" > "$file"\necho edited\n')
  chmodSync(editor, 0o755)
  const screen = await openTerminal(home, `w3m -no-cookie -o confirm_qq=0 '${url}'`, editor)
  let saved = 0
  t.after(async () => {
    await screen.close()
    rmSync(home, { recursive: true })
  })

  // Saving comes after all that was asked before it, so it shows that w3m is done.
  async function see() {
    const file = join(home, `page${++saved}`)
    await screen.press('S', /Save buffer to: /)
    await screen.press(`${file}\r`)
    return until(() => readable(file), () => `w3m to save ${file}`)
  }

  async function find(words) {
    await screen.press('g/', /Forward: /)
    await screen.press(`${words}\r`)
  }

  return {
    see,
    /** Whether w3m ended by itself, and not because anybody asked it to. */
    brokeDown: () => screen.over() && /free\(\): invalid|abort|Aborted|Segmentation/.test(screen.text()),
    /** What w3m shows in its last line: the title of the page. */
    title: () => screen.text().match(/.*Viewing <([^>]*)/s)[1],
    /** Types into the field that follows some words. */
    async type(words, text) {
      await find(words)
      await screen.press('\t')
      await screen.press('\r', /TEXT:/)
      await screen.press(`${text}\r`)
    },
    /** Writes into a large field, one or more stops after some words: w3m opens an editor. */
    async write(words, text, stops = 1) {
      writeFileSync(join(home, 'typed'), text)
      await find(words)
      await screen.press(`${'\t'.repeat(stops)}\r`, /edited.*Viewing </s) // w3m has drawn the page again
    },
    /** Presses what stands before some words: a box to tick, or one of a choice. */
    async choose(words) {
      await find(`^....${words}`)
      await screen.press('\t\r')
    },
    /** Presses a link or button with these words, and returns the page that comes. */
    async follow(words) {
      await find(words)
      await screen.press('\r')
      return see()
    },
    /** Goes back to the page before. */
    async back() {
      await screen.press('B')
      return see()
    },
  }
}

async function openTerminal(home, command, editor) {
  const env = { HOME: home, PATH: process.env.PATH, TERM: 'xterm', LC_ALL: 'C.UTF-8', EDITOR: editor }
  const child = spawn('script', ['-qec', `stty rows 50 cols 100; exec ${command}`, '/dev/null'], { env })
  let over = false
  const ended = new Promise((done) => child.once('close', done)).then(() => (over = true))
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more) => (text += more))
  const plain = () => text.replace(/\x1b\[[?\d;]*[A-Za-z]|\x1b[()][A-B0]/g, '')
  const shows = (words) => {
    if (over && !words.test(plain())) throw new Error(`w3m has ended, and showed:\n${plain()}`)
    return words.test(plain())
  }
  await until(() => shows(/Viewing/), () => 'w3m to show the page')
  return {
    text: plain,
    over: () => over,
    /** Presses keys and, if wanted, waits for what w3m then asks. */
    async press(keys, asks) {
      text = asks ? '' : text
      if (!over) child.stdin.write(keys)
      if (asks) await until(() => shows(asks), () => `w3m to ask ${asks}, shown:\n${plain()}`)
    },
    async close() {
      child.kill()
      await ended
    },
  }
}

function readable(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

async function until(found, what) {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) {
    const value = found()
    if (value) return value
  }
  throw new Error(`waited too long for ${what()}`)
}
