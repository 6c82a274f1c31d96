package main

type serveCommand struct {
	siteFlags `embed:""`
	Addr      string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen."`
}

// Run is replaced below.
func (c serveCommand) Run(t terminal) error { return nil }
