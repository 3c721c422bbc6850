#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: floors.sh TREE
# Includes point downwards only (ui -> app -> serverlib/server|client -> connection -> net -> protocol), nothing below ui/ knows of windows,
# and every file says whose it is and under which licence. Prints what breaks a rule, and fails if anything does.
set -euo pipefail
cd "$1"

readonly windows='<Qt(Widgets|Gui)|"qcustomplot|<Q(Widget|GuiApplication|Application|MainWindow|Dialog|DockWidget|Action|Painter|Color|Font|Icon|Image|Pixmap|Palette)>|<Q(Abstract(Item|Scroll)|Table|Tree|List|Graphics)[A-Za-z]*(View|Area|Delegate)>|<Q[A-Za-z]*(Button|Label|Layout|LineEdit|TextEdit|ComboBox|SpinBox)>'
findings=0

report() {
    findings=1
    sed "s|^|$1: |"
}

# forbid FOLDER PATTERN RULE: no include in FOLDER may match PATTERN.
forbid() {
    local found
    [ -d "$1" ] || return 0
    found=$(grep -rnE --include='*.h' --include='*.cpp' "^[[:space:]]*#[[:space:]]*include[[:space:]]*($2)" "$1") || return 0
    report "$3" <<<"$found"
}

# demand_licence FOLDER LICENCE: every file in FOLDER that can carry a comment has both SPDX lines.
demand_licence() {
    local line found
    [ -d "$1" ] || return 0
    for line in "SPDX-FileCopyrightText: The Sockscope developers" "SPDX-License-Identifier: $2"; do
        found=$(find "$1" \( -name node_modules -o -name __pycache__ -o -path tests/floors/upwards \) -prune -o -type f \
            ! -name '*.png' ! -name '*.json' -exec grep -LE "$line" {} +) || true
        [ -z "$found" ] || report "lacks '$line'" <<<"$found"
    done
}

forbid app '["<](\.\./)*ui/' 'app stands below ui'
forbid app "$windows" 'app has no window'
forbid serverlib '["<](\.\./)*(app|ui)/' 'serverlib stands below app'
forbid serverlib "$windows" 'serverlib has no window'
forbid serverlib/server '["<](\.\./)*(serverlib/)?client/' 'server and client stand side by side'
forbid serverlib/client '["<](\.\./)*(serverlib/)?server/' 'server and client stand side by side'
forbid serverlib/connection '["<](\.\./)*(serverlib/)?(server|client)/' 'connection stands below server'
forbid serverlib/net '["<](\.\./)*(serverlib/)?(connection|server|client)/' 'net stands below connection'
forbid serverlib/protocol '["<](\.\./)*(serverlib/)?(net|connection|server|client)/' 'protocol stands below net'
forbid serverlib/protocol '<Q(Object|Timer|Thread|TcpSocket|TcpServer|AbstractSocket|ElapsedTimer|DateTime)>' 'protocol has no object, socket or clock'

demand_licence serverlib MIT
for folder in app ui tests installer; do
    demand_licence $folder GPL-3.0-or-later
done
demand_licence resources '(GPL-3.0-or-later|CC0-1.0)'
exit $findings
