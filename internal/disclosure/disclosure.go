// Package disclosure says which counts of what people sent may be published, and
// how: it is the disclosure control of partake inbox stats --public. Its rules are
// pure; package ledger keeps what was published.
//
// # What is published
//
// One table for each quarter of a calendar year, with a row for each form: how many
// were sent, and how large a share of them the team had dealt with when it counted.
//
//   - 1 to 7 is "1 to 7". All else is rounded to the nearest 5, and 0 stays 0.
//   - A share is shown only if each of the three numbers behind it (all, dealt with,
//     not dealt with) is 0 or at least 8. It is made of the rounded numbers, and
//     rounded to 5 points itself.
//
// # What somebody could try, and what stands against it
//
// Rounded totals beside rounded parts. Parts of 3 and 9 with a total of 12 are shown
// as "1 to 7", 10 and 10: the 10s leave 1 to 4 for the small one. So there are no
// totals, and no second table that cuts the same records another way: each record is
// counted in one cell or in none, and what stands in other cells says nothing of it.
//
// Looking again. A figure that is worked out anew turns from "1 to 7" to 10 at the
// moment of the eighth, and back when one of eight is erased: whoever looks often
// reads the exact number then. So a quarter is counted once, when it is over, and
// its figures never change: not when a record is erased or purged, not when paper is
// typed in late. Those who ask again are told the same.
//
// Making it count again. What was published is known from two places, the ledger in
// the store (which its backups carry) and the site's data file. Either alone is
// enough. A file that says otherwise than the ledger is refused. Only the quarter
// that ended last is ever counted, so somebody who has lost both can't count the
// past anew, but for that one quarter. (It would also be wrong: records are deleted
// when their time is over.) A team's copy has another count than the desk, so it
// publishes nothing.
//
// A percentage. 10% of "10" is 1 person. Hence the rule of the three numbers. A share
// that is left out says that the three did not allow it and not which of them, and
// leaves each of them its whole range from 1 to 7 (TestShareTells).
//
// TestAttack plays lives of a desk, with late paper, erasures, purges, lost files and
// lost ledgers, to somebody who sees all that is ever published, knows these rules and
// knows that between two looks no more than one record comes or goes in a cell. They
// work out every history that is possible. A number from 1 to 7 that was published stays
// open from 1 to 7, and what it was at any other moment is not found either. Each rule
// left out lets them succeed, which the test shows too.
//
// # What it does not do
//
// Somebody who sends forms themselves knows these, and can take them off: 7 of their
// own turn "1 to 7" into 10 as soon as there is another. All that stands against it is
// that a team erases spam before it counts, and that they have one try a quarter. Nor
// can it know what editors write elsewhere: an exact number in a text undoes a rounded
// one. And 0 is published as it is, since that nobody sent a form says nothing of
// anybody.
package disclosure

import (
	"strconv"
	"strings"
)

// least is the smallest number that is published as something else than "1 to 7".
const least = 8

// Figure is a count as it may be published: 0, Few, or a multiple of 5 from 10.
type Figure int

// Few stands for any number from 1 to 7.
const Few Figure = 1

// most is more than anybody is sent in a quarter.
const most Figure = 10_000_000

// Round makes a count publishable.
func Round(n int) Figure {
	switch {
	case n <= 0:
		return 0
	case n < least:
		return Few
	}
	return Figure((n + 2) / 5 * 5)
}

// String is the figure as files and pages show it.
func (f Figure) String() string {
	if f == Few {
		return "1 to 7"
	}
	return strconv.Itoa(int(f))
}

// Publishable says whether it is the figure of any count.
func (f Figure) Publishable() bool { return f >= 0 && f <= most && Round(int(f)) == f }

// ParseFigure reads what String wrote. Of another number it says with ok false how
// it would be published.
func ParseFigure(text string) (f Figure, ok bool) {
	if text == Few.String() {
		return Few, true
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > int(most) {
		return -1, false
	}
	f = Round(n)
	return f, int(f) == n && f != Few
}

// Share is how large a part is, in points of a hundred: a multiple of 5, or Withheld.
type Share int

// Withheld is a share that may not be published.
const Withheld Share = -1

// ShareOf is the share of part in all. Only "none" is 0 and only "all of them" is 100.
func ShareOf(part, all int) Share {
	other := all - part
	switch {
	case all < least || part < 0 || other < 0 || small(part) || small(other):
		return Withheld
	case part == 0:
		return 0
	case other == 0:
		return 100
	}
	return share(int(Round(part)), int(Round(other)))
}

func small(n int) bool { return n > 0 && n < least }

// share is made of rounded numbers, neither of them 0.
func share(part, other int) Share {
	all := part + other
	return Share(min(95, max(5, (40*part+all)/(2*all)*5)))
}

// String is the share as files and pages show it; one that is withheld is nothing.
func (s Share) String() string {
	if s == Withheld {
		return ""
	}
	return strconv.Itoa(int(s)) + "%"
}

// ParseShare reads what String wrote. Of another percentage it says with ok false
// what the nearest is.
func ParseShare(text string) (s Share, ok bool) {
	digits, isShare := strings.CutSuffix(text, "%")
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || !isShare || !(n >= 0 && n <= 100) {
		return Withheld, false
	}
	s = Share(int(n+2.5) / 5 * 5)
	return s, s.String() == text
}

// Fits says whether a share may stand beside a figure: whether any count of 8 or
// more gives both.
func (s Share) Fits(f Figure) bool {
	switch {
	case s == Withheld:
		return true
	case f == 0 || f == Few:
		return false
	case s == 0 || s == 100:
		return true
	}
	// Parts that were rounded one by one may come to 5 more or less than all.
	for all := int(f) - 5; all <= int(f)+5; all += 5 {
		near := int(s) * all / 500 * 5
		for part := near - 5; part <= near+10; part += 5 {
			if part >= 10 && all-part >= 10 && share(part, all-part) == s {
				return true
			}
		}
	}
	return false
}
