package page

import (
	"path"
	"slices"
	"strings"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Format is another form of a page. Pages show its type, and for a file its
// size, before people open it.
type Format struct {
	// Kind is what form it is.
	Kind value.FormatKind `yaml:"kind" must:"true" eg:"easy-read"`
	// Lang is its language; a translation needs it.
	Lang value.Lang `yaml:"lang" eg:"cy"`
	// File is the address of a file in static/.
	File string `yaml:"file" line:"true" eg:"/files/ward-food-easy-read.pdf"`
	// URL is a page of this site, or an address elsewhere. A page of this site then leads back here by itself.
	URL string `yaml:"url" line:"true" eg:"/about/payment-easy-read/"`
	// OnRequest means that people ask us for it.
	OnRequest bool `yaml:"on_request" eg:"true"`
}

func (p *Page) checkFormats(c *frontmatter.Check) {
	for i, f := range p.Formats {
		key := frontmatter.Index("formats", i)
		switch n := count(f.File != "", f.URL != "", f.OnRequest); {
		case n == 0:
			c.Errorf(key, "add file: /files/name.pdf, url: /about/name/ or on_request: true", "the format does not say where it is")
		case n > 1:
			c.Errorf(key, "keep one of file, url and on_request", "the format says more than once where it is")
		}
		if f.Kind == "translation" && f.Lang == "" {
			c.Errorf(key, "add lang: cy", "the translation does not say in which language it is")
		}
		if f.File != "" {
			value.CheckPath(c, key+".file", f.File)
		}
	}
}

func count(flags ...bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// Media is a recording.
type Media struct {
	// Kind is audio or video.
	Kind value.MediaKind `yaml:"kind" must:"true" eg:"audio"`
	// Title says what it is.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"Amina talks about the forum\""`
	// File is the address of a file in static/.
	File string `yaml:"file" line:"true" eg:"/media/amina.mp3"`
	// URL is its address elsewhere. Nothing is loaded from there: readers follow a link.
	URL string `yaml:"url" line:"true" eg:"https://www.example.org/film"`
	// Captions is the address of its captions in static/, a file that ends in .vtt.
	Captions string `yaml:"captions" line:"true" eg:"/media/amina.vtt"`
	// Transcript is every word that is said and what can be seen, or the address of the page with it.
	Transcript string `yaml:"transcript" eg:"\"Amina: I went to my first meeting in May.\""`
	// Length is how long it takes.
	Length string `yaml:"length" line:"true" eg:"\"3 minutes\""`
}

// recordings are the files that browsers play without help.
var recordings = map[value.MediaKind][]string{"audio": {".mp3", ".m4a", ".ogg"}, "video": {".mp4", ".webm"}}

func (p *Page) checkMedia(c *frontmatter.Check) {
	for i, m := range p.Media {
		key := frontmatter.Index("media", i)
		value.CheckWebsite(c, key+".url", m.URL)
		if count(m.File != "", m.URL != "") != 1 {
			c.Errorf(key, "add file: /media/name.mp3, or url: with an address elsewhere", "a recording needs a file or an address, and not both")
		}
		switch {
		case m.Captions == "" && m.Transcript == "" && m.Kind == "video":
			c.Errorf(key, "add captions: /media/name.vtt, or transcript: with every word that is said", "the video has no captions and no transcript, so people who can't hear it are left out")
		case m.Captions == "" && m.Transcript == "":
			c.Errorf(key, "add transcript: with every word that is said", "the recording has no transcript, so people who can't hear it are left out")
		case m.Captions != "" && path.Ext(m.Captions) != ".vtt":
			c.Errorf(key+".captions", "save them as WebVTT, a file that ends in .vtt", "browsers can't show these captions: %q", m.Captions)
		case m.Kind == "audio" && m.Captions != "" && m.Transcript == "":
			c.Errorf(key, "add transcript: with every word that is said", "players show no captions for audio")
		}
		if ext := strings.ToLower(path.Ext(m.File)); m.File != "" && !slices.Contains(recordings[m.Kind], ext) {
			c.Errorf(key+".file", "save it as "+strings.Join(recordings[m.Kind], ", "), "browsers do not play a file that ends in %q", ext)
		}
	}
}
