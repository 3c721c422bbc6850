#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: run.sh BUILD_DIR SECONDS
# Runs every fuzz target for SECONDS, as many at a time as there are processors, and says how often each ran. What they
# found worth keeping grows in BUILD_DIR/fuzz/corpus. Fails if one fails; its input is then in BUILD_DIR/fuzz/failed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fuzz=$(cd "$1" && pwd)/fuzz
readonly here fuzz seconds=$2
export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1

# Inputs beyond this only cost time: every state of the parsers lies within it.
readonly longest=1024
declare -A dictionaries=(
    [endpoint]=frames [closepayload]=frames [utf8]=frames
    [upgraderequest]=http [upgraderesponse]=http
    [extensions]=extensions [inflate]=deflate)

run_target() {
    local name=$1 corpus=$fuzz/corpus/$1 dictionary=${dictionaries[$1]:-} options=()
    [ -z "$dictionary" ] || options+=("-dict=$here/$dictionary.dict")
    "$fuzz/replay_$name" --write "$corpus"
    "$fuzz/fuzz_$name" "$corpus" "${options[@]}" -max_total_time="$seconds" -max_len=$longest -timeout=10 \
        -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="$fuzz/failed/$name-" >"$fuzz/$name.log" 2>&1
}

rm -rf "$fuzz/failed"
mkdir -p "$fuzz/failed"
failures=0
names=()
for program in "$fuzz"/fuzz_*; do
    names+=("${program##*/fuzz_}")
done
export -f run_target
declare -A jobs=()
for name in "${names[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
        wait -n || true
    done
    run_target "$name" &
    jobs[$name]=$!
done
for name in "${names[@]}"; do
    if wait "${jobs[$name]}"; then
        awk -v name="$name" '/^stat::number_of_executed_units/ { runs = $2 } /^stat::average_exec_per_sec/ { rate = $2 }
            END { printf "%-16s %10d runs, %7d a second\n", name, runs, rate }' "$fuzz/$name.log"
    else
        failures=1
        tail -n 60 "$fuzz/$name.log" >&2
        printf '%s failed, its input is in %s; build/dev/fuzz/replay_%s FILE repeats it\n' "$name" "$fuzz/failed" "$name" >&2
    fi
done
exit $failures
