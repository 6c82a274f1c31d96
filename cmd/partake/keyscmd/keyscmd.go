// Package keyscmd is partake keys: it makes and checks the keys that seal what
// people send.
//
//	new     makes a pair, and a sheet to print and lock away
//	check   finds out whether a secret key opens what people send
//	pin     prints the checksum of the recipients file
//	rotate  seals what is stored anew, to new keys
//	token   makes the token with which the team fetches what people sent
//
// Each is in the file of its name; pin stands beside check. A secret key is made
// and used here, and is never sent anywhere.
package keyscmd

// Commands are the commands of partake keys.
type Commands struct {
	New    newCommand    `cmd:"" help:"Make a pair of keys, and a sheet to print and lock away."`
	Check  checkCommand  `cmd:"" help:"Find out whether your secret key opens what people send. Do it every week."`
	Pin    pinCommand    `cmd:"" help:"Print the checksum of the recipients file for PARTAKE_RECIPIENTS_SHA256."`
	Rotate rotateCommand `cmd:"" help:"Seal what is stored anew, to new keys."`
	Token  tokenCommand  `cmd:"" help:"Make the token with which the team's computer fetches what people sent."`
}
