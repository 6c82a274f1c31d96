package form

// Where answers go, and the names of what goes with them. Pages write them and
// the desk reads them. No field starts with _.
const (
	SendURL         = "/api/interest"
	FormName        = "_form"       // the id of the form
	OpportunityName = "opportunity" // its id, left out for a form of its own
	HoneypotName    = "_website"    // hidden from people; machines fill it in
)
