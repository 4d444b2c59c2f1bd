#!/usr/bin/env bash
# See to it that the browser tests have a Chromium.
#
# CHROMIUM names one; else the usual names are looked up. Where none is found, it is installed from
# Debian's packages if this is root on such a machine; elsewhere one line says what to install.
# That line is a failure where CI is set, so that no browser test is ever left out there unseen.
set -u

found() {
    local name
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

found && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (once)"
    log=$(mktemp)
    if DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND
        apt-get update >"$log" 2>&1 && apt-get install -y --no-install-recommends chromium >>"$log" 2>&1
    then
        rm -f "$log"
        found && exit 0
    else
        tail -n 5 "$log" >&2
        rm -f "$log"
    fi
fi

echo "briefings: no Chromium for the browser tests; install it (Debian: sudo apt-get install chromium) or name it: make test CHROMIUM=/path/to/chromium" >&2
[ -z "${CI:-}" ]
