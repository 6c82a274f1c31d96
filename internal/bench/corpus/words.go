package corpus

import (
	"fmt"
	"strings"
)

const siteYAML = `organisation: {name: "Harbour and Fells Example Trust", short_name: "Example Trust"}
base_url: "https://example.org"
team:
  name: "Involvement team"
  role: "Listens to people and answers them"
  phone: "01632 960000"
  email: "involvement@example.org"
  post: "Involvement team, 1 Market Cross, Northgate"
  hours: "Monday to Friday, 9am to 5pm"
navigation:
  - {title: "Opportunities", url: /opportunities/}
  - {title: "You said, we did", url: /updates/}
  - {title: "Our strategy", url: /strategy/plan-2030/}
  - {title: "News", url: /news/}
  - {title: "Guides", url: /guide/}
`

const ratesYAML = `- {id: involvement-hour, amount: 15, per: hour, effective_from: 2015-04-01, source: "Payment policy"}
- {id: involvement-session, amount: 25, per: session, effective_from: 2015-04-01, source: "Payment policy"}
`

// list parts a line into phrases.
func list(s string) []string {
	out := strings.Split(s, ",")
	for i := range out {
		out[i] = strings.Join(strings.Fields(out[i]), " ")
	}
	return out
}

var (
	openers = list("Help us improve, Tell us about, Join the panel on, Share your experience of, Comment on the plan for, Test the new letters about, Have your say on")

	subjects = list(`the bus to the clinic, ward meals, foot care, home visits, waiting rooms, the memory clinic, mental health wards, discharge letters, visiting times,
		the crisis line, school nurses, signs and maps, parking, hearing tests, the garden, care plans, carers' breaks, the website, night staff, appointments by phone`)

	places = list(`Northgate, Ynys Môn, Caffè Quarter, East Harbour, Llanfair, Great Ouse, West Moor, Old Town, Riverside, Penrhyn, Little Łódź, Ashfield, Castle Hill,
		South Quay, Market Cross, Brynmôr`)

	happened = list("what comes next, the first 100 days, a year later, who took part, we start in May, thank you")

	tasks   = list("plan a meeting, write a letter, choose a room, pay people, run a focus group, ask a question, share results, start early, test a leaflet, say no")
	circles = list("carers, patients, young people, volunteers, governors, families, people on a ward, people at home")

	aboutPages     = []string{"About us", "How we pay people"}
	ambitionTitles = []string{"Start early", "Share decisions", "Use plain words", "Pay fairly", "Reach everyone", "Learn together", "Report back"}

	// The words of the glossary stand in texts too, so that there is something to link.
	glossary = list(`Carer, Co-design, Co-production, Focus group, Governor, Involvement, Lived experience, Advocate, Care plan, Safeguarding, Consultation, Engagement,
		Peer support, Pathway, Voucher, Survey, Workshop, Panel, Interview, Evaluation, Evidence, Feedback, Outcome, Partner, Policy, Programme, Inspection, Inclusion,
		Barrier, Budget, Committee, Resident, Referral, Clinic, Discharge, Easy read, Interpreter, Mentor, Trust member, Volunteer`)

	glue = strings.Fields("the the the the of of to to and and and a a a in in for for is on that with by as at from are or be it was this we you our your will can if not but have has they")

	vocabulary = strings.Fields(`people ward letter bus nurse meeting week page word change listen garden kitchen window door phone call visit plan money travel
		list answer question reader group town valley river winter spring morning evening team room table chair cup tea story name paper pen map road hill bridge
		market school library hall care help time help house home doctor form first early late next last long short good better clear open local small large old new
		warm quiet kind ready several many few every other same different ask asked tell told hear heard read write wrote start started finish join meet met
		decide decided agree agreed learn learned share shared build built keep kept make made give gave take took bring brought pay paid use used wait waited
		months years days hours minutes money costs staff friends family neighbours members patients children adults café naïve £25 10% 7½ – rhŵng społeczność`)

	given  = list("Siân, Ahmed, Zoë, José, Małgorzata, Priya, Tom, Grace, Owain, Nkechi, Wei, Fatima, Ruth")
	family = list("Jones, O'Neill, Khan, Núñez, Wójcik, Patel, Adeyemi, Smith, Price, Chen, Taylor")

	serviceA = list("Adult care, Children's, Community, Crisis, Diabetes, Foot care, Heart, Home care, Learning disability, Lung, Memory, Mental health, Midwife, Night, Nursing, Pain, Physio, School, Sleep, Stroke")
	serviceB = list("team, clinic, north, south, support, advice, group, line, visits, ward")
)

func serviceName(i int) string {
	return serviceA[i%len(serviceA)] + " " + serviceB[i/len(serviceA)%len(serviceB)]
}

func areaName(i int) string {
	if i < len(places) {
		return places[i]
	}
	return fmt.Sprintf("%s and %s", places[i%len(places)], places[(i*3+1)%len(places)])
}
