#!/bin/sh
# Sets up what the Makefile's targets need, and does nothing for what is already there.
#   setup.sh python LOCK   .venv with the packages of LOCK (requirements/run.txt or dev.txt) and this project, editable
#   setup.sh windows       what Qt needs to show windows, tools/debian-packages-windows.txt; where that may not be
#                          installed it says so and goes on, as unseat then gives notifications in their place
#   setup.sh desktop       the Debian packages of the virtual desktop, tools/debian-packages.txt, and of the windows
#   setup.sh peers         those, and the other programs that `make bench` puts beside ours
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

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# What of the lists named is not installed. Some libraries are named ...t64 in newer releases, where the old name still
# serves to install them.
missing_from() {
    sed '/^#/d; /^$/d' "$@" | while read -r package; do
        is_installed "$package" || is_installed "${package}t64" || printf ' %s' "$package"
    done
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    say "Making .venv with $python"
    "$python" -m venv --clear .venv
}

# The locks leave out what no part of ours imports, hence --no-deps: evdev, which pynput asks for and which needs a
# compiler, and a second browser, which the carrier of axe.min.js asks for.
set_up_python() {
    if ! new_enough .venv/bin/python; then make_venv; fi
    say "Installing the packages of $1"
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip --quiet install --no-deps"
    $pip --require-hashes --only-binary :all: --requirement "$1"
    $pip --no-build-isolation --editable .
}

# Not every system is Debian: what counts is whether Qt finds its libraries.
qt_finds_all() {
    set -- .venv/lib/python3*/site-packages/PySide6
    libraries=$(ldd "$1"/Qt/plugins/platforms/libqxcb.so "$1"/Qt/plugins/platforms/libqwayland*.so \
        "$1"/QtWidgets.abi3.so "$1"/QtSvgWidgets.abi3.so 2>/dev/null) || return 1
    case $libraries in *'not found'*) return 1 ;; esac
}

set_up_windows() {
    qt_finds_all && return
    missing=$(missing_from tools/debian-packages-windows.txt)
    [ -z "$missing" ] || (install $missing) || say "Until then unseat shows notifications in the place of windows."
}

set_up_desktop() {
    missing=$(missing_from tools/debian-packages.txt tools/debian-packages-windows.txt "$@")
    [ -z "$missing" ] || install $missing
}

case "${1:-}" in
    python) set_up_python "${2:?which lock?}" ;;
    windows) set_up_windows ;;
    desktop) set_up_desktop ;;
    peers) set_up_desktop tools/debian-packages-peers.txt ;;
    *) fail "usage: setup.sh python LOCK | setup.sh windows | setup.sh desktop | setup.sh peers" ;;
esac
