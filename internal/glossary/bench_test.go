package glossary

import (
	"bytes"
	"strings"
	"testing"
)

// benchTerms are 60 terms of involvement. The page of the benchmark has few of
// them, so that all of it is read.
const benchTerms = `co-production: co-production, coproduction
group: co-production group
carer: carer, unpaid carer
pals: PALS, Patient Advice and Liaison Service
panel: people's panel, patient panel
gp: GP, general practitioner
ae: A&E, emergency department
dbs: DBS, Disclosure and Barring Service
peer: peer support worker
lived: lived experience
4pi: 4Pi, national involvement standards
expenses: out-of-pocket expenses
barred: barred list
clearance: occupational health clearance
band: pay band
safeguarding: safeguarding
involvement: involvement
trust: trust, NHS trust
icb: ICB, integrated care board
ppi: PPI, patient and public involvement
ppg: PPG, patient participation group
advocate: advocate, advocacy
consent: informed consent
confidential: confidentiality
commissioning: commissioning, commissioner
governor: governor, council of governors
member: foundation trust member
healthwatch: Healthwatch
inequality: health inequality, health inequalities
evaluation: evaluation
annual: annual general meeting
board: board, board of directors
quality: quality account, quality improvement
research: clinical research, research ethics
trial: clinical trial
cqc: CQC, Care Quality Commission
nice: NICE, National Institute for Health and Care Excellence
pathway: care pathway, pathway
primary: primary care, secondary care
community: community health services
capacity: mental capacity
section: sectioned, Mental Health Act
complaint: complaint, formal complaint
friends: Friends and Family Test
focus: focus group
survey: survey, questionnaire
engagement: engagement
user: service user, expert by experience
lay: lay member, lay reviewer
plain: plain English, Easy Read
reward: reward and recognition
honorarium: honorarium, honoraria
referral: referral
discharge: discharge
triage: triage
outreach: outreach
steering: steering group
terms: terms of reference
minutes: minutes
volunteer: volunteer`

const benchMain = `<section class="partake-answer">
<h2 id="what-it-is">What it is</h2>
<div class="partake-answer__body">
<div class="partake-prose"><p>This is a job, with a contract, holidays and a pension. It is different from co-production, where you are not employed. If you take part with us now, you can go on doing so in your own time.</p>
<p>We took the degree out of this advert, because <a href="/updates/adverts-without-degree/">people asked us why it was there</a>.</p>
<p>You work with children as well as adults. So the law asks for an enhanced check with the barred lists, from the Disclosure and Barring Service (DBS). A past conviction does not rule you out by itself.</p>
</div>
<dl class="partake-facts">
<div><dt>Who it is for</dt><dd>People who were patients in the past, patients and carers</dd></div>
<div><dt>Setting</dt><dd>In a clinical team</dd></div>
<div><dt>How we work with you</dt><dd>We talk it through with you and your views shape what we do.</dd></div>
</dl>
<h3 id="what-you-cannot-change">What you cannot change</h3>
<ul class="nhsuk-list nhsuk-list--bullet">
<li>The hours, the pay band and the rules on safeguarding</li>
<li>How peer support works in these 2 teams: you build it with a colleague who starts with you</li>
</ul>
<figure class="partake-quote">
<blockquote><p>For 9 years I left a gap on my application forms. In this job the gap is the reason they chose me.</p></blockquote>
<figcaption>Peer support worker</figcaption>
</figure>
<p>You start on the same day as another new peer support worker. You have 4 weeks of training before you meet anyone. Kofi meets you each week at first, then every 2 weeks. You also have a group with the other 27 in the trust.</p>
<p class="partake-contact__phone"><span>Phone:</span> <a href="tel:01632960247">01632 960247</a></p>
<p>Ring Kofi for the pack, on paper or by email. It’s free. You can also apply on our jobs site. If forms are hard for you, we fill it in with you.</p>
</div>
</section>
`

// A page of 28 kB and a glossary of 60 terms.
func BenchmarkLink(b *testing.B) {
	list := terms(benchTerms)
	if len(list) != 60 {
		b.Fatal(len(list))
	}
	l := New("/glossary/", list)
	frame := strings.Repeat(`<p><a href="/opportunities/">Opportunities</a></p>`+"\n", 56)
	body := strings.Repeat(benchMain, 11)
	page := []byte("<html><body>" + frame + `<main id="main-content" class="partake-main">` + body + "</main>" + frame + "</body></html>")
	var dst bytes.Buffer
	dst.Grow(2 * len(page))
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		dst.Reset()
		l.Link(&dst, page, "en-GB")
	}
	b.ReportMetric(float64(bytes.Count(dst.Bytes(), []byte("partake-term"))), "links")
}
