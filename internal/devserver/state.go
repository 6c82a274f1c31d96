package devserver

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"example.org/partake/internal/diag"
)

// Built is what one build made.
type Built struct {
	// Site are the files of the last good site, by path as in "about/index.html":
	// a folder, or files in memory, which need not know folders. It is read by
	// many at once. It is nil when there was never one. With mistakes it may be
	// left out, as may Pages and Drafts: those of before stay.
	Site  fs.FS
	Pages int
	// Changed are the addresses of pages that came, went or have other bytes
	// now, as in "/opportunities/walk/", sorted. Files are the same for all that
	// is not a page: styles, scripts, pictures, feeds. Both are nil at first.
	Changed, Files []string
	Drafts         []string      // addresses of the pages that the public does not see
	Took           time.Duration // 0: as long as the function took
	Next           time.Time     // when time alone changes a page; zero for never
	Mistakes       diag.List     // why there is no new site; sorted, with their lines

	// Later adds Changed and Files, where to find them takes longer than to show
	// the site: it is called when pages are told of it already. It ends early with
	// the context, when the next build begins, and adds nothing then. May be nil.
	Later func(context.Context, *Built) error
}

// state is what is shown from one build to the next. Nothing in it changes.
type state struct {
	Built
	first    bool          // there was no good one before
	aside    bool          // the mistakes are put aside to look at the last good site
	revision int           // goes up when files change
	files    [][]string    // that changed, for each of the last revisions
	gone     chan struct{} // closed when another state has come
}

// remembered is how many changes of files are kept for tabs that slept.
const remembered = 50

// show puts a build in the place of the one before, and tells all pages.
func (s *Server) show(b Built) {
	old := s.state.Load()
	next := &state{Built: b, first: old.Site == nil, revision: old.revision, files: old.files, gone: make(chan struct{})}
	if len(b.Mistakes) > 0 && b.Site == nil {
		next.Site, next.Pages, next.Drafts = old.Site, old.Pages, old.Drafts
	}
	next.changed(b.Files)
	s.put(old, next)
}

// changed notes files of which pages may have others.
func (st *state) changed(files []string) {
	if len(files) > 0 {
		st.revision++
		st.files = append(st.files[max(0, len(st.files)-remembered+1):len(st.files):len(st.files)], files)
	}
}

// pause is how long the pages that somebody has open get to be loaded again, before
// the processor is asked for anything else.
const pause = 200 * time.Millisecond

// finish adds to what is shown what is found out later, and tells all pages.
func (s *Server) finish(ctx context.Context) {
	select {
	case <-time.After(pause):
	case <-ctx.Done():
		return
	}
	shown := s.state.Load()
	b := shown.Built
	err := b.Later(ctx, &b)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		fmt.Fprintf(s.Talk, "The site is shown, but what follows a build went wrong: %v. It is tried again with the next one.\n", err)
	}
	b.Later = nil
	next := *shown
	next.Built, next.gone = b, make(chan struct{})
	next.changed(b.Files)
	s.put(shown, &next)
}

// put makes a state the one that is shown. Only one goroutine builds, but a
// person may put mistakes aside at the same time: the build counts.
func (s *Server) put(old, next *state) {
	if !s.state.CompareAndSwap(old, next) {
		if next.aside {
			return
		}
		old = s.state.Swap(next)
	}
	close(old.gone)
}

// putAside shows the last good site until the next build.
func (s *Server) putAside() {
	old := s.state.Load()
	if !old.wrong() || old.Site == nil {
		return
	}
	next := *old
	next.aside, next.gone = true, make(chan struct{})
	s.put(old, &next)
}

// wrong says whether pages show mistakes instead of themselves.
func (st *state) wrong() bool { return !st.aside && (len(st.Mistakes) > 0 || st.Site == nil) }

// since lists the files that changed after a revision, and says false when that
// is too long ago to know.
func (st *state) since(revision int) ([]string, bool) {
	n := st.revision - revision
	if n < 0 || n > len(st.files) {
		return nil, false
	}
	var out []string
	for _, files := range st.files[len(st.files)-n:] {
		out = append(out, files...)
	}
	return out, true
}

// mark names the files as they are now, for a page to say later what it has.
func (s *Server) mark(st *state) string { return fmt.Sprintf("%s-%d", s.session, st.revision) }
