package value

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // so that Europe/London is known on every machine

	"example.org/partake/internal/frontmatter"
)

// London is the time zone in which dates without one are meant.
var London = mustLoad("Europe/London")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone is compiled in
	}
	return l
}

// Date is a calendar day: the number of days since 31 December of the year 0.
// 0 means that no date is given.
type Date int

// DateOf returns the day in London on which t falls.
func DateOf(t time.Time) Date {
	y, m, d := t.In(London).Date()
	return dateOf(y, m, d)
}

func dateOf(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400-epoch) + 1
}

// epoch is 1 January of the year 1 in days before 1970.
const epoch = -719162

func (d Date) utc() time.Time { return time.Unix((int64(d)-1+epoch)*86400, 0).UTC() }

// String is the date as pages show it: "3 May 2027". No date is "".
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format("2 January 2006")
}

// Long is the date with its weekday: "Monday 3 May 2027".
func (d Date) Long() string { return d.utc().Format("Monday 2 January 2006") }

// Month is "May 2027".
func (d Date) Month() string { return d.utc().Format("January 2006") }

// ISO is "2027-05-03".
func (d Date) ISO() string { return d.utc().Format(time.DateOnly) }

// Year is the calendar year.
func (d Date) Year() int { return d.utc().Year() }

// NewYear is 1 January of a year.
func NewYear(year int) Date { return dateOf(year, time.January, 1) }

// AddYears returns the same day n years later.
func (d Date) AddYears(n int) Date {
	t := d.utc()
	return dateOf(t.Year()+n, t.Month(), t.Day())
}

// Start is midnight in London at which the day begins.
func (d Date) Start() time.Time {
	y, m, day := d.utc().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, London)
}

// UnmarshalText reads an ISO date.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := parseDate(string(text))
	*d = parsed
	return err
}

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	slashDate = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$`)
)

func parseDate(s string) (Date, error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() >= 1900 && t.Year() <= 2200 {
		return dateOf(t.Year(), t.Month(), t.Day()), nil
	}
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		return 0, &frontmatter.Mistake{Message: fmt.Sprintf("has to be a date such as 2027-05-03, not %q", s), Hint: dateHint(s)}
	}
	y, month, day := number(m[1]), number(m[2]), number(m[3])
	switch {
	case y < 1900 || y > 2200:
		return 0, &frontmatter.Mistake{Message: fmt.Sprintf("can't be in the year %d", y), Hint: "check the year: it is between 1900 and 2200"}
	case month < 1 || month > 12:
		return 0, &frontmatter.Mistake{Message: fmt.Sprintf("is no date: there is no month %d", month), Hint: "write the year, the month, then the day"}
	}
	d := dateOf(y, time.Month(month), day)
	if got := d.utc(); got.Day() != day || day == 0 {
		last := time.Date(y, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
		return 0, &frontmatter.Mistake{
			Message: fmt.Sprintf("is no date: there is no %d %s %d", day, time.Month(month), y),
			Hint:    "the last day of that month is " + last.Format(time.DateOnly),
		}
	}
	return d, nil
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the pattern lets digits through only
	return n
}

// dateHint says a date that people write another way in the form we read. It
// stays silent where day and month could be meant either way round.
func dateHint(s string) string {
	if m := slashDate.FindStringSubmatch(s); m != nil && number(m[1]) > 12 && number(m[2]) <= 12 {
		return fmt.Sprintf("write %s-%02d-%02d", m[3], number(m[2]), number(m[1]))
	}
	clean := strings.NewReplacer("st ", " ", "nd ", " ", "rd ", " ", "th ", " ", ",", "").Replace(s + " ")
	for _, form := range []string{"2 January 2006", "2 Jan 2006", "Monday 2 January 2006", "January 2 2006"} {
		if t, err := time.Parse(form, strings.TrimSpace(clean)); err == nil {
			return "write " + t.Format(time.DateOnly)
		}
	}
	return "write the year, the month, then the day: 2027-05-03"
}

// Moment is a date, and a time of day where one is given.
type Moment struct {
	Date    Date
	Minute  int // since midnight; only with HasTime
	HasTime bool
}

// UnmarshalText reads "2027-05-03" or "2027-05-03T17:00", London time.
func (m *Moment) UnmarshalText(text []byte) error {
	day, clock, hasTime := strings.Cut(string(text), "T")
	if !hasTime {
		day, clock, hasTime = strings.Cut(string(text), " ")
	}
	if !hasTime || !isoDate.MatchString(day) {
		day, hasTime = string(text), false
	}
	d, err := parseDate(day)
	if err != nil {
		return err
	}
	*m = Moment{Date: d}
	if !hasTime {
		return nil
	}
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return &frontmatter.Mistake{Message: fmt.Sprintf("has a time that can't be read: %q", clock), Hint: "write " + d.ISO() + "T17:00"}
	}
	m.Minute, m.HasTime = t.Hour()*60+t.Minute(), true
	if at := m.at(m.Minute); at.Hour()*60+at.Minute() != m.Minute {
		return &frontmatter.Mistake{Message: "is a time that the clocks skip that night", Hint: "choose one before 1am or after 2am"}
	}
	return nil
}

// MarshalText writes what UnmarshalText reads.
func (m Moment) MarshalText() ([]byte, error) {
	if m.HasTime {
		return fmt.Appendf(nil, "%sT%02d:%02d", m.Date.ISO(), m.Minute/60, m.Minute%60), nil
	}
	return []byte(m.Date.ISO()), nil
}

func (m Moment) at(minute int) time.Time {
	y, month, day := m.Date.utc().Date()
	return time.Date(y, month, day, 0, minute, 0, 0, London)
}

// Start is the moment itself; without a time, the start of the day.
func (m Moment) Start() time.Time { return m.at(m.Minute) }

// End is the moment itself; without a time, 11:59pm.
func (m Moment) End() time.Time {
	if !m.HasTime {
		return m.at(24*60 - 1)
	}
	return m.at(m.Minute)
}

// Clock is the time of day in NHS style, "5pm" or "5:30pm", or "" without one.
func (m Moment) Clock() string {
	switch {
	case !m.HasTime:
		return ""
	case m.Minute == 0:
		return "midnight"
	case m.Minute == 12*60:
		return "midday"
	case m.Minute%60 == 0:
		return m.at(m.Minute).Format("3pm")
	}
	return m.at(m.Minute).Format("3:04pm")
}

// Long is "Monday 3 May 2027", with " at 5pm" when there is a time.
func (m Moment) Long() string {
	if m.HasTime {
		return m.Date.Long() + " at " + m.Clock()
	}
	return m.Date.Long()
}
