#!/bin/sh
# Sets up what the Makefile's targets need, and does nothing for what is already there.
#   setup.sh python LOCK   .venv with the packages of LOCK (requirements/run.txt or dev.txt) and this project, editable
#   setup.sh desktop       the Debian packages of the virtual desktop, tools/debian-packages.txt
# PYTHON names the interpreter to use; else the first of the list below that is new enough.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$@" >&2; }

fail() { say "$@"; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3}; do
        if new_enough "$name"; then command -v "$name"; return; fi
    done
    fail "unseat needs Python 3.11 or newer, and found none. On Debian 12 or Ubuntu 24.04: apt-get install python3"
}

# Installs the Debian packages named, or says which line does.
install() {
    line="apt-get install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null; then fail "Please install what these Debian packages hold, then go on: $*"; fi
    if [ "$(id -u)" = 0 ]; then become=
    elif sudo -n true 2>/dev/null; then become="sudo"
    else fail "Debian packages are missing. Please run this line, then go on:" "  sudo $line"
    fi
    say "Installing Debian packages: $*"
    $become apt-get update -q >/dev/null || say "apt-get update failed; going on with what is known"
    $become env DEBIAN_FRONTEND=noninteractive $line >/dev/null
}

has_package() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    say "Making .venv with $python"
    "$python" -m venv --clear .venv
}

# pynput asks for evdev, which needs a compiler and which no part of ours imports: the locks leave it out, hence --no-deps.
set_up_python() {
    if ! new_enough .venv/bin/python; then make_venv; fi
    say "Installing the packages of $1"
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip --quiet install --no-deps"
    $pip --require-hashes --only-binary :all: --requirement "$1"
    $pip --no-build-isolation --editable .
}

set_up_desktop() {
    missing=
    while read -r package; do
        case $package in ''|'#'*) continue ;; esac
        has_package "$package" || missing="$missing $package"
    done <tools/debian-packages.txt
    [ -z "$missing" ] || install $missing
}

case "${1:-}" in
    python) set_up_python "${2:?which lock?}" ;;
    desktop) set_up_desktop ;;
    *) fail "usage: setup.sh python LOCK | setup.sh desktop" ;;
esac
