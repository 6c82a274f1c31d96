# Which of the programs that the tests need are on this machine. To be sourced.

has_chromium() {
	command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null

has_w3m() {
	command -v w3m
} >/dev/null

# The HTML checker is built for Java 17.
has_java() {
	local version
	version=$(java -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
	[ "${version:-0}" -ge 17 ]
}

has_compiler() {
	command -v cc || command -v gcc || command -v clang
} >/dev/null

# Where fonts can't be listed, none are missed: only screenshots need them.
has_fonts() {
	! command -v fc-list || fc-list | grep -qi liberation
} >/dev/null
