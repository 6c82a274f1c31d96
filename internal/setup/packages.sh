#!/usr/bin/env bash
# Installs what the tests need from the system's packages, where that is allowed:
# Chromium, the text browser w3m, Java for the HTML checker, a C compiler for the
# race detector, strace for faults of the disk, PostgreSQL, nginx and Caddy, of which
# the tests start their own, and the fonts that make screenshots true. Otherwise it
# says what to install by hand.
set -euo pipefail
. "$(dirname "$0")/found.sh"

wanted=()
has_chromium || wanted+=(chromium)
has_w3m || wanted+=(w3m)
has_java || wanted+=(default-jre-headless)
has_compiler || wanted+=(gcc libc6-dev)
has_fonts || wanted+=(fonts-liberation)
command -v strace >/dev/null || wanted+=(strace)
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || wanted+=(nginx-light)
command -v caddy >/dev/null || wanted+=(caddy)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
[ ${#wanted[@]} -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)

if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
	echo "Installing ${wanted[*]}"
	"${as_root[@]}" apt-get update -qq
	DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends "${wanted[@]}" >/dev/null
	# A web server that came with this is for the tests alone.
	for service in nginx caddy; do
		case " ${wanted[*]} " in *" $service"*) "${as_root[@]}" systemctl disable --quiet --now "$service" 2>/dev/null || true ;; esac
	done
	exit 0
fi

echo "The tests need packages that make may not install here. Please install:" >&2
echo "  on Debian or Ubuntu: sudo apt-get install ${wanted[*]}" >&2
echo "  elsewhere: Chromium or Chrome, w3m, Java 17 or newer, a C compiler, strace (on Linux), nginx, Caddy, PostgreSQL, the Liberation fonts" >&2
