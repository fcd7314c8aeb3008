#!/bin/sh
# Tests the web page of the report in a real browser: `make test-page`. Installs what it needs and this machine lacks: Chromium
# and Node.js as packages of the system, the driver below target/page. Fails where it cannot get a browser: it never skips.
set -eu
cd "$(dirname "$0")/.."

browser() {
    [ -n "${CHROMIUM:-}" ] && { echo "$CHROMIUM"; return 0; }
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        [ -x "$path" ] && { echo "$path"; return 0; }
    done
    return 1
}

missing=""
browser >/dev/null || missing="$missing chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"

if [ -n "$missing" ]; then
    echo "page: installing$missing" >&2
    if command -v apt-get >/dev/null 2>&1; then
        # shellcheck disable=SC2086
        sh scripts/packages.sh page $missing
    else
        echo "page: install by hand:$missing, then run this again; CHROMIUM names a browser that is not on the path." >&2
        exit 1
    fi
fi

mkdir -p target/page
cp tests/page/package.json tests/page/package-lock.json target/page/
if ! cmp -s tests/page/package-lock.json target/page/installed.json; then
    npm ci --prefix target/page --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    cp tests/page/package-lock.json target/page/installed.json
fi

CHROMIUM="$(browser)"
export CHROMIUM
exec node --test tests/page/page.test.js
