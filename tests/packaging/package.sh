#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: package.sh BUILD_DIR
# Packs a finished release build, installs the .deb, uses what it installed as its user would, and removes it again.
# Without root, or where a sockscope package is installed already, the .deb is only unpacked and used from there.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly build=$1
work=$(mktemp -d)
installed=
server=
export QT_QPA_PLATFORM=offscreen
export XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_RUNTIME_DIR=$work

fail() {
    printf 'package.sh: %s\n' "$*" >&2
    exit 1
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

clean_up() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$installed" ] || as_root dpkg --purge sockscope >/dev/null
    rm -rf "$work"
}
trap clean_up EXIT

pack() {
    rm -rf "$build/packages"
    (cd "$build" && cpack >"$work/cpack.log" 2>&1) || { cat "$work/cpack.log" >&2 && fail "cpack failed"; }
    deb=$(find "$build/packages" -maxdepth 1 -name '*.deb')
    archive=$(find "$build/packages" -maxdepth 1 -name '*.tar.gz')
    ls -l "$deb" "$archive"
    dpkg-deb --field "$deb" Depends
}

install_deb() {
    if dpkg-query -W sockscope >/dev/null 2>&1; then
        echo "a sockscope package is installed already: unpacking the new one instead of replacing it"
    elif as_root true 2>/dev/null; then
        installed=yes
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$(realpath "$deb")" \
            >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2 && fail "apt-get could not install $deb"; }
        prefix=/usr
        return
    else
        echo "no root here: unpacking the package instead of installing it"
    fi
    dpkg-deb --extract "$deb" "$work/unpacked"
    prefix=$work/unpacked/usr
}

check_contents() {
    local path
    for path in bin/sockscope bin/sockscope-cli lib/libsockscope_{protocol,net,connection,client,server}.a \
        include/sockscope/serverlib/{server/websocketserver,client/websocketclient}.h lib/cmake/SockscopeServer/SockscopeServerConfig.cmake \
        share/applications/org.sockscope.Sockscope.desktop share/metainfo/org.sockscope.Sockscope.metainfo.xml \
        share/icons/hicolor/scalable/apps/org.sockscope.Sockscope.svg share/man/man1/sockscope{,-cli}.1 \
        share/doc/sockscope/copyright; do
        [ -e "$prefix/$path" ] || fail "the package lacks $path"
    done
    desktop-file-validate "$prefix/share/applications/org.sockscope.Sockscope.desktop"
    appstreamcli validate --no-net "$prefix/share/metainfo/org.sockscope.Sockscope.metainfo.xml"
    mandoc -T lint -W warning "$prefix"/share/man/man1/sockscope{,-cli}.1
}

# A picture of a real window: a PNG of more than an empty page's size.
check_screenshot() {
    local picture=$work/window.png
    timeout 60 "$1/sockscope" --screenshot "$picture" --after 1
    file "$picture" | grep -q 'PNG image data' || fail "--screenshot gave no PNG"
    [ "$(stat -c %s "$picture")" -gt 10000 ] || fail "--screenshot gave an empty picture"
    echo "screenshot: $(file -b "$picture"), $(stat -c %s "$picture") bytes"
}

check_serve() {
    local line=
    mkfifo "$work/lines"
    "$1/sockscope-cli" serve --port 0 --json >"$work/lines" &
    server=$!
    exec 3<"$work/lines"
    read -r -t 30 line <&3 || fail "serve said nothing"
    [[ $line =~ ^\{\"event\":\"listening\",\"url\":\"ws://127\.0\.0\.1:[0-9]+/\" ]] || fail "serve began with: $line"
    kill -TERM "$server"
    wait "$server" || fail "serve ended with $? on SIGTERM"
    server=
    exec 3<&-
    rm "$work/lines"
    echo "serve: $line, ended with 0 on SIGTERM"
}

check_archive() {
    mkdir "$work/portable"
    tar -xzf "$archive" -C "$work/portable" --strip-components=1
    if ldd "$work/portable/bin/sockscope" | grep -E 'libQt6|libQCustomPlot' | grep -vF "$work/portable"; then
        fail "the archive does not bring the above"
    fi
    check_screenshot "$work/portable/bin"
    check_serve "$work/portable/bin"
}

pack
install_deb
check_contents
check_screenshot "$prefix/bin"
check_serve "$prefix/bin"
echo "from $archive, unpacked elsewhere:"
check_archive
