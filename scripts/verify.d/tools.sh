# SPDX-License-Identifier: Apache-2.0 OR MIT
# Which commands the tests need, which of them are missing here, and how they are installed. For sh; sourced.

# tool_table LANE: the lines of the tables that concern a lane, without comments.
tool_table() {
    for table in config/test-tools.txt rmux-pty-*/src/test/test-tools.txt; do
        [ ! -f "$table" ] || sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$table"
    done | awk -v lane="$1" '$2 == "fast" || lane == "full"'
}

# missing_tools LANE: the lines of the commands that are not here.
missing_tools() {
    tool_table "$1" | while read -r command rest; do
        command -v "$command" >/dev/null 2>&1 || printf '%s %s\n' "$command" "$rest"
    done
}

# package_manager: the one of this system, or nothing.
package_manager() {
    for manager in apt-get:apt dnf:dnf apk:apk brew:brew pacman:pacman; do
        if command -v "${manager%%:*}" >/dev/null 2>&1; then
            printf '%s\n' "${manager##*:}"
            return
        fi
    done
}

# packages_of MANAGER: of lines on standard input, the packages, each once.
packages_of() {
    case $1 in
        apt) column=3 ;;
        dnf) column=4 ;;
        apk) column=5 ;;
        brew) column=6 ;;
        *) column=7 ;;
    esac
    awk -v column="$column" '{ print $column }' | tr ',' '\n' | grep -v '^-*$' | sort -u | tr '\n' ' ' | sed 's/ $//'
}

# install_command MANAGER: what installs packages that are named behind it, without a question.
install_command() {
    case $1 in
        apt) echo "env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends" ;;
        dnf) echo "dnf install -y -q" ;;
        apk) echo "apk add -q" ;;
        brew) echo "brew install -q" ;;
        pacman) echo "pacman -S --noconfirm --needed" ;;
    esac
}

# install_tools LANE ask|yes|no: installs what is missing, or says what that is.
install_tools() {
    missing=$(missing_tools "$1")
    if [ -z "$missing" ]; then
        [ "$2" != no ] || { echo "verify: nothing is missing" && exit 0; }
        return 0
    fi
    manager=$(package_manager)
    packages=
    [ -z "$manager" ] || packages=$(printf '%s\n' "$missing" | packages_of "$manager")
    echo "verify: missing here: $(printf '%s\n' "$missing" | awk '!named[$1]++ { printf "%s ", $1 }')"
    [ -n "$packages" ] || fail "install them first; no package manager that this script knows was found (apt, dnf, apk, brew, pacman)"
    install=$(install_command "$manager")
    if [ "$(id -u)" -ne 0 ] && [ "$manager" != brew ]; then
        command -v sudo >/dev/null 2>&1 || fail "as root, run: $install $packages"
        install="sudo $install"
    fi
    if [ "$2" = no ]; then
        echo "verify: would run: $install $packages"
        exit 1
    fi
    if [ "$2" = ask ]; then
        [ -t 0 ] || fail "run this first, or give --yes: $install $packages"
        printf 'verify: run %s %s? [y/N] ' "$install" "$packages"
        read -r answer
        case $answer in
            [yY]*) ;;
            *) fail "nothing was installed, and nothing was run" ;;
        esac
    fi
    echo "verify: running: $install $packages"
    [ "$manager" != apt ] || ${install%%env*} apt-get update -qq
    # shellcheck disable=SC2086 # words
    $install $packages >"${TMPDIR:-/tmp}/verify-install.$$" 2>&1 ||
        { tail -n 15 "${TMPDIR:-/tmp}/verify-install.$$" >&2 && fail "$manager failed"; }
    rm -f "${TMPDIR:-/tmp}/verify-install.$$"
    missing=$(missing_tools "$1")
    [ -z "$missing" ] || fail "still missing: $(printf '%s\n' "$missing" | awk '!named[$1]++ { printf "%s ", $1 }')"
}
