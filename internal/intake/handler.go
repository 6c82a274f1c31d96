package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.org/partake/internal/form"
)

// Addresses of the desk.
const (
	SendURL    = form.SendURL
	ReceiptURL = "/api/receipt/"
)

// Names that the page "Check your answers" has beside those of every form.
const (
	TokenName  = "_token"
	ChangeName = "_change" // a button; its value does not matter
)

// Limits of a request: two long answers in any script fit, and all that a form
// may ask for with the names of our own, of which four come at once.
const (
	maxBody   = 256 << 10
	maxFields = form.MostInputs + 4
)

// Pages shows replies in the site's own look.
type Pages interface {
	// Reply shows the answer to a sending.
	Reply(w io.Writer, r Reply) error
	// Receipt shows the reference, or without one that the address has run out.
	Receipt(w io.Writer, r Receipt) error
	// Refusal shows that nothing was sent, why, and how else to reach us. It
	// is also the page for people who come to SendURL by hand (status 200).
	Refusal(w io.Writer, status int) error
}

// Handler is the desk on the web.
type Handler struct {
	Desk    *Desk
	Pages   Pages
	Log     *slog.Logger   // status and step only: no address, no answers, no reference
	Trusted []netip.Prefix // proxies
	Header  http.Header    // that go out with every page
}

// ServeHTTP answers sendings and shows receipts. Whatever goes wrong, the
// person reads that nothing was sent.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	maps.Copy(w.Header(), h.Header)
	w.Header().Set("Cache-Control", "no-store") // whatever it is
	defer func() {
		if p := recover(); p != nil {
			h.Log.Error("panic", "type", fmt.Sprintf("%T", p)) // the value may hold what was typed
			h.refuse(w, http.StatusInternalServerError)
		}
	}()
	if id, ok := strings.CutPrefix(r.URL.Path, ReceiptURL); ok {
		h.receipt(w, r, id)
		return
	}
	switch r.Method {
	case http.MethodPost:
		if err := crossOrigin.Check(r); err != nil {
			h.refuse(w, http.StatusForbidden)
			return
		}
		h.take(w, r)
	case http.MethodGet, http.MethodHead:
		h.refuse(w, http.StatusOK)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		h.refuse(w, http.StatusMethodNotAllowed)
	}
}

// crossOrigin refuses forms on other sites (F1). It lets requests through that
// say nothing of where they come from: old browsers, and none at all.
var crossOrigin = http.NewCrossOriginProtection()

func (h *Handler) take(w http.ResponseWriter, r *http.Request) {
	sent, status := h.read(w, r)
	if status != 0 {
		h.refuse(w, status)
		return
	}
	reply := h.Desk.Take(r.Context(), sent)
	if reply.Err != nil {
		h.Log.Error("not taken", "step", reply.Step, "error", reply.Err)
	}
	if reply.Step == Done {
		h.done(w, r, reply)
		return
	}
	if reply.After > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((reply.After+time.Second-1)/time.Second))) // 0 would mean now
	}
	broken := func() { h.refuse(w, http.StatusInternalServerError) }
	h.show(w, reply.Status, func(b io.Writer) error { return h.Pages.Reply(b, reply) }, broken)
}

// read takes a request apart. A status other than 0 says why it can't be.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) (Sent, int) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(params["charset"])
	if err != nil || kind != "application/x-www-form-urlencoded" || charset != "" && charset != "utf-8" || r.Header.Get("Content-Encoding") != "" {
		return Sent{}, http.StatusUnsupportedMediaType
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return Sent{}, http.StatusRequestEntityTooLarge
	case err != nil:
		return Sent{}, http.StatusBadRequest
	}
	fields, err := url.ParseQuery(string(body))
	if err != nil || len(fields) > maxFields {
		return Sent{}, http.StatusBadRequest
	}
	s := Sent{Client: Client(r, h.Trusted), Fields: fields}
	var change string
	for _, own := range []struct {
		name string
		into *string
	}{{form.FormName, &s.Form}, {form.OpportunityName, &s.Opportunity}, {TokenName, &s.Token}, {ChangeName, &change}, {form.HoneypotName, &s.Honeypot}} {
		if len(fields[own.name]) > 1 {
			return Sent{}, http.StatusBadRequest
		}
		*own.into = fields.Get(own.name)
		delete(fields, own.name)
	}
	s.Change = change != ""
	return s, 0
}

// done leads to the receipt, so that loading the page again sends nothing.
func (h *Handler) done(w http.ResponseWriter, r *http.Request, reply Reply) {
	receipt := Receipt{Reference: reply.Reference, Form: reply.Form.ID}
	id, err := h.Desk.Keys.Receipt(h.Desk.Random, receipt, h.Desk.Now())
	if err != nil { // it is stored: say so here and now
		h.thank(w, http.StatusOK, receipt)
		return
	}
	http.Redirect(w, r, ReceiptURL+id, http.StatusSeeOther)
}

func (h *Handler) receipt(w http.ResponseWriter, r *http.Request, id string) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		h.refuse(w, http.StatusMethodNotAllowed)
		return
	}
	receipt, ok := h.Desk.Keys.OpenReceipt(id, h.Desk.Now())
	status := http.StatusOK
	if !ok {
		receipt, status = Receipt{}, http.StatusGone
	}
	h.thank(w, status, receipt)
}

func (h *Handler) thank(w http.ResponseWriter, status int, r Receipt) {
	h.show(w, status, func(b io.Writer) error { return h.Pages.Receipt(b, r) }, func() { h.plain(w, status) })
}

func (h *Handler) refuse(w http.ResponseWriter, status int) {
	h.show(w, status, func(b io.Writer) error { return h.Pages.Refusal(b, status) }, func() { h.plain(w, status) })
}

// usualPage is more than most pages take, in bytes.
const usualPage = 16 << 10

// show writes a whole page or, when it can't be made, does something instead.
func (h *Handler) show(w http.ResponseWriter, status int, page func(io.Writer) error, instead func()) {
	var b bytes.Buffer
	b.Grow(usualPage)
	if err := whole(&b, page); err != nil {
		h.Log.Error("page not made", "status", status, "error", err)
		instead()
		return
	}
	h.write(w, status, "text/html", b.Bytes())
}

// whole makes a page. A panic is an error, without its value, which may hold what
// was typed.
func whole(b *bytes.Buffer, page func(io.Writer) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic of type %T", p)
		}
	}()
	return page(b)
}

// plain stands in for a page that can't be made. It may be that of a receipt, so
// it does not say that nothing was sent.
func (h *Handler) plain(w http.ResponseWriter, status int) {
	const words = "This page can’t be shown just now. If you were sending a form, please ring us to be sure that it arrived.\n"
	h.write(w, max(status, http.StatusInternalServerError), "text/plain", []byte(words))
}

func (h *Handler) write(w http.ResponseWriter, status int, kind string, body []byte) {
	header := w.Header()
	header.Set("Content-Type", kind+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the reader may be gone: nothing is left to do
}
