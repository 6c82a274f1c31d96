package scaffold

import "example.org/partake/internal/reference"

// point is one of ten things to settle before people are invited, as the guide
// "Plan involvement in your service" has them, with the keys that say it.
type point struct {
	heading, lead string
	keys          []string
}

// plan leads through a new opportunity.
var plan = []point{
	{
		"1. Choose the kind of involvement you mean",
		"How much say do people have? If your manager can still say no alone, it is not co-production.",
		[]string{"level", "setting"},
	},
	{
		"2. Name a person, and give them time",
		"People stay because of someone. Who rings them, meets them at the door and asks how it was?",
		[]string{"named_contact", "support", "supervision"},
	},
	{
		"3. Write down why, and start early",
		"It is fine not to be sure yet: say so with exploring. Say what is settled, too.",
		[]string{"purpose", "exploring", "stage", "can_change", "cannot_change", "decides", "difference", "fourpi", "uk_standards"},
	},
	{
		"4. Pick the activity that fits, and the people who know this service",
		"Ask families as well as patients. They see other things than you do.",
		[]string{"activity", "who", "experience"},
	},
	{
		"5. If you choose staff: share the choice",
		"People on a panel get training first, and hear who got the job.",
		[]string{"parts", "training"},
	},
	{
		"6. Settle the money first",
		"Nothing, travel, or travel and time? People read this before anything else. Check your budget before you publish.",
		[]string{"reimbursement"},
	},
	{
		"7. Say exactly what you need",
		"Time, place, skills, checks. Never ask only one person: is one really enough?",
		[]string{"commitment", "dates", "location", "access", "places", "selection", "skills", "checks", "rolling", "opens", "status", "status_note"},
	},
	{
		"8. Make an agreement, above all for longer work",
		"What each side does, what support there is and how to stop. It is not a contract of employment.",
		[]string{"agreement"},
	},
	{
		"9. Tell people where they already are",
		"Waiting room, letters, partners that people trust. One way to say yes has to work without the internet.",
		[]string{"apply", "form", "advertise", "partners", "poster"},
	},
	{
		"10. Say how and when you will answer",
		"Ask people how they want to hear what happened. Then write an update: partake new update.",
		[]string{"feedback", "outcome"},
	},
}

// points puts the keys of an opportunity below the ten points. What the page
// needs at the top comes first.
func points(first, own []reference.Field) []section {
	byKey := map[string]reference.Field{}
	for _, f := range own {
		byKey[f.Key] = f
	}
	out := []section{{fields: append(first, byKey["closes"])}}
	for _, p := range plan {
		s := section{heading: p.heading, lead: p.lead}
		for _, key := range p.keys {
			s.fields = append(s.fields, byKey[key])
		}
		out = append(out, s)
	}
	return out
}

// bodies are the Markdown that a page of each kind starts with. A term has none.
var bodies = map[string]string{
	"opportunity": "\n## What happens\n\n" + Mark + ": say what people do, step by step, from the first call to the thank you.\n\n" +
		"## What other people say about it\n\n" + Mark + ": one thing that somebody who took part told you, with their consent. Or take this part out.\n",
	"update":       "\n" + Mark + ": say more if there is more, such as what you tried first. Or leave the text out.\n",
	"strategy":     "\n## Why we have this strategy\n\n" + Mark + ": say what people asked for, and what you heard that was hard to hear.\n",
	"ambition":     "\n" + Mark + ": say in a paragraph what this ambition means on an ordinary day.\n",
	"guide":        "\n" + Mark + ": say in 2 sentences who this is for and what it saves them.\n",
	"news":         "\n" + Mark + ": say first what happened, then who it is good for, then what comes next.\n",
	"story":        "\n" + Mark + ": tell what the person did, in their words. Show them the page before you publish it.\n",
	"learning":     "\n" + Mark + ": say what people can do afterwards that they could not do before.\n",
	"person":       "\n" + Mark + ": say what people can talk to them about. Show them the page before you publish it.\n",
	"group":        "\n" + Mark + ": say what the group did last, and what it talks about next.\n",
	"organisation": "\n" + Mark + ": say what they do, and how they work with you.\n",
	"route":        "\n" + Mark + ": say what happens after somebody joins.\n",
	"form":         "\n" + Mark + ": say what happens when somebody sends the form, and when they hear from you.\n",
	"page":         "\n" + Mark + ": write the page. Two hash signs start a heading, a hyphen starts a line of a list.\n",
}
