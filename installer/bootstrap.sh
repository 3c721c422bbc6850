#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a fresh Debian 12 or Ubuntu 24.04 with nothing but git and a shell to a running program, or to a full test run.
# Every step looks first and does only what is missing, so each verb can be repeated at will.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly root=$PWD
readonly package_list=installer/packages.txt
readonly sources=(serverlib app ui tests)

usage() {
    cat <<'EOF'
Usage: installer/bootstrap.sh VERB [ARGUMENT...]

  run          install what is lacking, build the release, start `sockscope --demo`;
               without a display: take a screenshot, then serve on the command line
  test         install what is lacking, build for development, run every test
  check        build the release, check format, sources and packages
  sanitize     build with the address sanitizer, run every test, then with the thread
               sanitizer, run all but those with other programs
  fuzz [SECONDS]
               build the fuzz targets with clang, run each for so long (20 seconds)
  soak [VISITORS]
               send so many ugly peers (50000) to a server, look for what stays of them
  api          write the API reference of the library
  benchmark [OPTION...]
               build the benchmarks and other people's servers, measure them side by side;
               options: --quick, --lines, --servers, ... (--help shows all)
  screenshots  take the pictures of the README anew
EOF
}

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf 'bootstrap.sh: %s\n' "$*" >&2
    exit 1
}

# --- packages ---------------------------------------------------------------------------------------------------------

# Lines of the sections named, comments and titles dropped: "NAME [unless COMMAND | where available]".
packages_in() {
    local section
    for section in "$@"; do
        awk -v title="[$section]" '/^\[/ { wanted = ($1 == title); next } wanted && NF && !/^#/' "$package_list"
    done
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root for: $*; run that as root, then this again"
    fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 "$@"; }

install_packages() {
    local name condition what required=() optional=()
    if ! command -v apt-get >/dev/null; then
        say "No apt-get here: taking the counterparts of $package_list as installed"
        return
    fi
    while read -r name condition what; do
        is_installed "$name" && continue
        case $condition in
            unless) command -v "$what" >/dev/null || required+=("$name") ;;
            where) optional+=("$name") ;;
            *) required+=("$name") ;;
        esac
    done < <(packages_in "$@")

    if [ ${#required[@]} -gt 0 ]; then
        say "Refreshing the package lists"
        apt update
    fi
    for name in "${optional[@]}"; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            required+=("$name")
        fi
    done
    if [ ${#required[@]} -gt 0 ]; then
        say "Installing ${required[*]}"
        apt install -y --no-install-recommends "${required[@]}"
    fi
}

# install_node_modules FOLDER: what its package-lock.json names.
install_node_modules() {
    local modules=$1/node_modules lock=$1/package-lock.json
    # npm writes this copy of the lock last, so it dates a complete installation.
    if [ ! -e "$modules/.package-lock.json" ] || [ "$lock" -nt "$modules/.package-lock.json" ]; then
        say "Installing the npm packages of $1"
        npm ci --prefix "$1" --no-audit --no-fund --ignore-scripts
        touch "$modules/.package-lock.json"
    fi
}

# --- building ---------------------------------------------------------------------------------------------------------

build() {
    local preset=$1
    say "Building preset $preset"
    if [ ! -e "build/$preset/build.ninja" ]; then
        cmake --preset "$preset"
    fi
    cmake --build --preset "$preset"
}

# --- checks -----------------------------------------------------------------------------------------------------------

check_format() {
    say "Format"
    find "${sources[@]}" \( -name node_modules -prune \) -o \( -name '*.h' -o -name '*.cpp' \) -print0 \
        | xargs -0 clang-format-14 --dry-run -Werror
}

check_static() {
    say "Static analysis"
    python3 -B tests/static/clangtidy.py build/release serverlib app ui || fail "clang-tidy found the above"
}

# --- verbs ------------------------------------------------------------------------------------------------------------

run_without_display() {
    local picture=$root/build/sockscope.png
    say "No display (neither DISPLAY nor WAYLAND_DISPLAY is set): the window goes to a picture"
    QT_QPA_PLATFORM=offscreen build/release/bin/sockscope --demo --screenshot "$picture" --after 6
    echo "$picture"
    say "Serving without a window; end with Ctrl+C"
    exec build/release/bin/sockscope-cli serve
}

verb_run() {
    install_packages build run
    build release
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        run_without_display
    fi
    say "Starting sockscope --demo"
    exec build/release/bin/sockscope --demo
}

prepare_tests() {
    install_packages build run test api package
    install_node_modules tests/interop
}

verb_test() {
    prepare_tests
    build dev
    say "Tests"
    ctest --preset dev --no-label-summary
}

verb_check() {
    prepare_tests
    check_format
    build release
    check_static
    say "Packages"
    tests/packaging/package.sh build/release
}

verb_sanitize() {
    local preset
    prepare_tests
    for preset in asan tsan; do
        build $preset
        say "Tests under $preset"
        ctest --preset $preset --no-label-summary
    done
}

verb_fuzz() {
    install_packages build fuzz
    build fuzz
    say "Fuzzing, $1 seconds for each target"
    tests/fuzz/run.sh build/fuzz "$1"
}

verb_soak() {
    install_packages build run
    build dev
    say "$1 peers begin and end connections in every ugly way"
    SOCKSCOPE_SOAK=$1 ctest --preset dev --label-regex soak --verbose
}

verb_api() {
    install_packages build api
    cmake --preset dev
    cmake --build --preset dev --target api
}

verb_benchmark() {
    install_packages build benchmark
    install_node_modules tests/benchmarks/servers
    build bench
    say "Benchmarks"
    python3 -B tests/benchmarks/driver/run.py "$@"
}

verb_screenshots() {
    local theme
    install_packages build run
    build release
    for theme in dark light; do
        QT_QPA_PLATFORM=offscreen build/release/bin/sockscope --demo --theme $theme --after 12 \
            --screenshot "resources/screenshots/window-$theme.png"
    done
    ls -l resources/screenshots
}

# amount VERB ARGUMENT DEFAULT
amount() {
    local value=${2:-$3}
    [[ $value =~ ^[1-9][0-9]*$ ]] || fail "$1: '$value' is no number"
    echo "$value"
}

readonly verb=${1:-} argument=${2:-}
case $verb:$# in
    benchmark:* | fuzz:2 | soak:2 | *:0 | *:1) ;;
    *)
        echo "bootstrap.sh: too many arguments: only fuzz and soak take one, benchmark several (--help says more)" >&2
        exit 2
        ;;
esac
case $verb in
    run) verb_run ;;
    test) verb_test ;;
    check) verb_check ;;
    sanitize) verb_sanitize ;;
    fuzz) seconds=$(amount fuzz "$argument" 20) && verb_fuzz "$seconds" ;;
    soak) visitors=$(amount soak "$argument" 50000) && verb_soak "$visitors" ;;
    api) verb_api ;;
    benchmark) verb_benchmark "${@:2}" ;;
    screenshots) verb_screenshots ;;
    -h | --help) usage ;;
    *)
        echo "bootstrap.sh: '$verb' is no verb; expected run, test, check, sanitize, fuzz, soak, api, benchmark or screenshots (--help says more)" >&2
        exit 2
        ;;
esac
