package gallery

import "strings"

// opening stands at the top of each page.
const opening = "These are the messages that stop a build. Each stands here as it is printed, with an example, and below it how to mend it. The last good site stays as it is until you do.\n\n" +
	"Look for a few words of your message on this page. The names and numbers in yours are your own."

// galleries are the pages, each with the cases whose messages it shows.
var galleries = []struct {
	name, title, summary string
	cases                []string
}{
	{"facts", "Messages about the top of a file", "What a build says about the facts at the top of a file, and how to mend each mistake.", strings.Fields(
		"wrong-fence wrong-yaml all-at-once wrong-types wrong-values wrong-dates wrong-encoding wrong-unseen wrong-size")},
	{"text", "Messages about text, links and pictures", "What a build says about the text of a page, its links and its pictures, and how to mend each mistake.", strings.Fields(
		"wrong-body html links-broken pictures-broken deep headings-skipped wrong-anchors wrong-pictures missing-pictures wrong-media wrong-media-files wrong-formats wrong-references")},
	{"files", "Messages about files and addresses", "What a build says about names of files, folders and addresses, and how to mend each mistake.", strings.Fields(
		"wrong-folders wrong-addresses two-pages-one-address two-pages-later address-rings file-and-page")},
	{"pages", "Messages about each kind of page", "What a build says about opportunities, updates, strategies, people and terms, and how to mend each mistake.", strings.Fields(
		"wrong-opportunity wrong-update wrong-strategy wrong-measures wrong-ambitions wrong-person wrong-directory wrong-directory-references wrong-term wrong-rates")},
	{"site", "Messages about your site and its forms", "What a build says about site.yaml, the data files, forms and layouts, and how to mend each mistake.", strings.Fields(
		"no-site-yaml wrong-site wrong-site-facts accessibility-full-untested accessibility-not-untested accessibility-partial-unlisted wrong-base-url wrong-base-url-letters wrong-data wrong-submissions wrong-navigation wrong-privacy wrong-form wrong-form-text wrong-form-limits wrong-layout wrong-layout-empty wrong-layout-syntax")},
}

// cures are how to mend what a message names, where its own hint is short. Each is for
// the messages whose words hold its key.
var cures = []struct{ words, cure string }{
	{"unknown key", "The word before the colon is not one that this kind of page knows. Check its spelling against the guide, or take the line out."},
	{"\" is missing", "The page needs this line. Write it between the two lines of hyphens, with your own words in place of the example."},
	{"no page has the address", "The link leads to a page that is not there. Open the page in a browser, copy what stands behind the name of the site, and put it between the round brackets."},
	{"there is no page", "The file names a page that is not there. Write the name of its file, without .md, or take the name out."},
	{"there is no place #", "The page is there, and has no heading of that name. Open it, click the heading in the list at its top, and copy the address."},
	{"HTML can't be used", "Pages are written in Markdown only, so that nobody can bring in a program. Write the same in Markdown, or take it out."},
	{"stands here twice", "Two lines say the same. Decide which one is right, and delete the other."},
	{"two pages have the address", "Two files would make one page. Rename one of them, or give it an address of its own with a line such as slug: \"another-name\"."},
	{"belongs to the list", "Partake makes a list at that address. Give the page an address of its own with a line such as slug: \"another-name\"."},
	{"two pages have the id", "Each page has an id of its own. Take the line id out of one of the two files."},
	{"in data/", "The page names something that the lists in content/data/ do not have. Write one of the names that are there, or add it to the list first."},
	{"can't be \"", "Only a few words can stand here. Choose one of those that the message lists, or the one that it guesses."},
	{"can't be read as a key", "Each line at the top of a file is a key, a colon, a space and a value. Look at the line above, too."},
	{"evaluate field", "A layout asks for something that pages do not have. Ask whoever wrote the layout, and show them this message."},
	{"missing value for", "A layout is not written as templates are. Ask whoever wrote the layout, and show them this message."},
	{"a layout defines", "A layout is not written as templates are. Ask whoever wrote the layout, and show them this message."},
	{"another form of itself", "A page can't be its own Easy Read or large print. Name the page or the file that is the other form."},
	{"two ambitions have the number", "Each ambition of a strategy has a number of its own. Change order in one of the two files."},
}

// Cure says how to mend what a message names, "" when nothing does.
func (m Message) Cure() string {
	for _, c := range cures {
		if strings.Contains(m.Words, c.words) {
			return escape(c.cure)
		}
	}
	hint, _, _ := strings.Cut(m.Hint, "\n")
	switch {
	case strings.HasPrefix(hint, "did you mean"):
		return "Write the name that the message guesses, if it is what you meant."
	case strings.HasPrefix(hint, "there are"), strings.HasPrefix(hint, "use one of"), strings.HasPrefix(hint, "the keys"):
		return "Choose one of those that the message lists."
	case strings.HasPrefix(hint, "such as"):
		return "Write it as the example shows."
	case hint == "start the file with":
		return "Copy the four lines of the example to the top of the file, and put your own words into them."
	case hint == "":
		return ""
	}
	return marked(strings.TrimSpace(hint))
}
