// Package rules is the table of the rules of `partake check`, and their manual.
//
// The rules stand in the rooms beside this one, one in each file: involvement,
// promises, style. A rule looks at a page, or at the whole site, and says what
// it finds with words to write. To add one: a file of its name, its place in the
// room's Rules, and a golden case in internal/lint/testdata that shows what it
// finds and what it leaves alone. This manual is then written by
// `go test ./internal/lint -update`.
//
// # Rules
//
//   - 4pi-principles, for 4Pi Principles: An opportunity shows how we relate to each other.
//   - 4pi-purpose, for 4Pi Purpose: An opportunity shows why people are asked, and what they can change.
//   - 4pi-presence, for 4Pi Presence: An opportunity shows who takes part.
//   - 4pi-process, for 4Pi Process: An opportunity shows how people take part and what supports them.
//   - 4pi-impact, for 4Pi Impact: An opportunity shows what difference it makes, and how people hear of it.
//   - co-production-word, for 4Pi Principles, the TLAP ladder: An opportunity calls itself co-production only where its level is co-production.
//   - few-places, for 4Pi Presence: A committee or a panel has places for more than 2 people.
//   - one-group, for 4Pi Presence: Co-design and co-production name more than one group of people.
//   - consultation, for 4Pi Purpose, the Gunning principles: People are consulted while a plan can still change, and not on what staff have settled.
//   - late-stage, for 4Pi Purpose: Work in delivery says how people were involved before it.
//   - uk-standards, for UK Standards for Public Involvement: An opportunity that names a standard has the fields that show it.
//   - formats, for the Accessible Information Standard: Open opportunities and current strategies say in which other forms people can have them.
//   - no-formats, for the Accessible Information Standard: The site says somewhere in which other forms people can have its pages.
//   - coverage, for 4Pi Presence: Every service and area had something to take part in in the last 12 months.
//   - review-dates, for NHS content guide: Strategies, guides and pages about us say when they were last reviewed and when they are next.
//   - review-overdue, for NHS content guide: Pages are reviewed by the day that they name.
//   - review-soon, for NHS content guide: Pages to review within 30 days.
//   - old-draft, for partake check: Drafts are published, or deleted, within 6 months of the last day that they name.
//   - old-translation, for the Accessible Information Standard: Translations, Easy Read and other forms of a page are brought up to date with it.
//   - old-statement, for the accessibility regulations: The accessibility statement is reviewed once a year.
//   - old-measure, for 4Pi Impact: Figures are at most 2 years old.
//   - target-passed, for 4Pi Impact: When the day of a target has passed, somebody has counted again and says whether it was reached.
//   - reply-overdue, for HRA C, 4Pi Impact: People hear what came of it by the day that the page promised.
//   - no-reply, for HRA C, 4Pi Impact: People who told us something hear from us within 30 days, if only that we are looking into it.
//   - look-again, for 4Pi Impact: What we could not do is looked at again on the day that the page names.
//   - update-overdue, for 4Pi Impact: What we said we would do is done by the day that the update names.
//   - difference-missing, for 4Pi Impact: An update says what is different, 90 days after it was done, or by when we find out.
//   - action-overdue, for 4Pi Impact: A promise that is not kept by its day is marked as late, with the reason.
//   - early-day, for 4Pi Impact: People are asked what they think of the answer that stands there, and what is different is found out after something was done.
//   - future-day, for 4Pi Impact: The day on which something was heard, told or done is not still to come.
//   - evidence-open, for 4Pi Impact: The update that shows that a promise is done is done itself.
//   - consent-ending, for UK GDPR: People whose agreement to be shown ends within 60 days.
//   - consent-ended, for UK GDPR: The files of people who no longer agree to be shown are renewed or deleted.
//   - name-left, for UK GDPR: No text names a person who no longer agrees to be shown.
//   - quote-consent, for UK GDPR: Quotes whose consent has ended or ends within 60 days.
//   - accreditation-ending, for 4Pi Principles: What people are accredited as, where it has ended or ends within 60 days.
//   - long-title, for NHS content guide: A title has at most 65 characters, so that search engines show all of it.
//   - question-title, for NHS content guide: A title says what the page is about. It is not a question.
//   - title-case, for NHS content guide: A title has capitals as in a sentence: at the start, and in names.
//   - same-title, for WCAG 2.4.2: No two pages have the same title.
//   - long-summary, for NHS content guide: A summary has at most 30 words.
//   - link-words, for NHS content guide, WCAG 2.4.4: The words of a link say where it leads, also on their own.
//   - heading-levels, for WCAG 1.3.1: Headings go down one level at a time: ### stands below ##.
//   - heading-one, for WCAG 1.3.1: A page has one main heading, its title.
//   - heading-question, for NHS content guide: A heading says what follows. It is not a question.
//   - table-header, for WCAG 1.3.1: Each column of a table has a header.
//   - picture-words, for WCAG 1.1.1: The words of a picture begin with what it shows, not with "picture of".
//   - italics, for NHS content guide: Pages do without italics.
//   - broken-letters, for everyone who reads it: No letters were broken on the way from another program.
//   - long-sentence, for NHS content guide: A sentence has about 20 words. This names the 3 longest of a page that have over 30.
//   - long-paragraph, for NHS content guide: A paragraph has at most 3 sentences. This names those that have over 80 words too.
//   - jargon, for NHS content guide: Pages use the words that people use. A site's own words to avoid stand in data/words.yaml.
//   - acronym, for NHS content guide: Short forms in capitals are explained where they first stand, or in the glossary.
//   - exclamation, for NHS content guide: Pages do without exclamation marks.
//   - placeholder, for everyone who reads it: No CHANGE ME is left on a page that is not a draft.
//   - contact-gap, for 4Pi Process: Where a page says whom to ring or write to, the name or number follows.
//   - nothing-below, for everyone who reads it: What a page says stands below does stand below.
//   - no-text, for everyone who reads it: News and pages about us say something below their summary.
//   - quote-speaker, for 4Pi Presence: A quote says who is speaking, by a name or by a role.
//   - rate-ended, for HRA H: What is paid is a rate that still holds.
//   - private-file, for safety: Files that look private do not lie in static/.
//   - unused-silence, for partake check: A page silences only rules that have something to say about it.
package rules
