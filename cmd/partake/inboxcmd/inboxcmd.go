// Package inboxcmd is partake inbox: where the involvement team reads what people
// sent. Each command is in the file of its name, or beside its nearest relative.
//
// On the team's computer the commands work on a copy that pull makes, on the
// server on the website's own store. Secret keys are used on the team's computer
// only: no other command than show and export asks for one, and pull where there
// is one. What people typed is shown on Out and written into files that the user
// names, nowhere else.
package inboxcmd

import (
	"fmt"

	"example.org/partake/cmd/partake/addcmd"
	"example.org/partake/cmd/partake/teamcmd"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// Commands are the commands of partake inbox.
type Commands struct {
	Pull    pullCommand    `cmd:"" help:"Fetch what people sent from the website to this computer, still sealed."`
	Open    teamcmd.Open   `cmd:"" help:"Show what there is as pages in your browser: read, mark, write notes, erase."`
	Mark    teamcmd.Mark   `cmd:"" help:"Say how far you are with a record: contacted, placed, not this time, withdrawn."`
	Note    teamcmd.Note   `cmd:"" help:"Write a note about a record, sealed like the answers."`
	Push    teamcmd.Push   `cmd:"" help:"Send marks, notes and erasures to the website, for your colleagues."`
	List    listCommand    `cmd:"" help:"List what there is, without opening it."`
	Show    showCommand    `cmd:"" help:"Open one record and show all that it says."`
	Add     addcmd.Command `cmd:"" help:"Type in what came by post, on the phone or in a mail."`
	Export  exportCommand  `cmd:"" help:"Open records and write them into a file, for spreadsheets or as JSON."`
	Erase   eraseCommand   `cmd:"" help:"Delete records for good, because somebody asked you to."`
	Purge   purgeCommand   `cmd:"" help:"Delete records whose time is over, as the form promises."`
	Deliver deliverCommand `cmd:"" help:"Send the mails that wait, once."`
	Stats   statsCommand   `cmd:"" help:"Count records and mails, and tell when mails do not get out."`
	Backup  backupCommand  `cmd:"" help:"Write all that the website's store holds into a file, still sealed."`
	Restore restoreCommand `cmd:"" help:"Put backups into a store: after a loss, or for a move."`
}

// filterFlags choose records.
type filterFlags struct {
	Opportunity string `placeholder:"ID" help:"Only those about this opportunity, such as ward-food."`
	Form        string `placeholder:"ID" help:"Only those of this form, such as interest."`
	State       string `placeholder:"STATE" help:"Only those in this state: new, pulled, contacted, placed, not-this-time or withdrawn."`
}

func (f filterFlags) filter() (store.Filter, error) {
	if f.State != "" && !intake.IsState(intake.State(f.State)) {
		return store.Filter{}, fmt.Errorf("%w: --state is one of new, pulled, contacted, placed, not-this-time, withdrawn", terminal.ErrUsage)
	}
	return store.Filter{State: intake.State(f.State), Form: f.Form, Opportunity: f.Opportunity}, nil
}
