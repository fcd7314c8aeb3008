#!/bin/sh
# Installs what the build of HiGHS needs and this machine lacks: a C++ compiler, cmake and libclang.
# Asks nothing; says what to do where it has no right to install.
set -eu

has_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    for directory in /usr/lib /usr/lib64 /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu /usr/local/lib \
        /opt/homebrew/opt/llvm/lib /usr/local/opt/llvm/lib \
        /Library/Developer/CommandLineTools/usr/lib \
        /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib; do
        for library in "$directory"/libclang.so* "$directory"/libclang-[0-9]*.so* "$directory"/libclang.dylib; do
            [ -e "$library" ] && return 0
        done
    done
    return 1
}

# The library alone is not enough: reading a header needs the compiler's own ones beside it.
has_clang_headers() {
    [ "$(uname)" = Darwin ] && return 0
    for header in /usr/lib/llvm-*/lib/clang/*/include/stddef.h /usr/lib/clang/*/include/stddef.h /usr/lib64/clang/*/include/stddef.h; do
        [ -e "$header" ] && return 0
    done
    return 1
}

has_cxx() { command -v c++ >/dev/null 2>&1 || command -v g++ >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1; }

missing=""
has_cxx || missing="$missing g++"
command -v cmake >/dev/null 2>&1 || missing="$missing cmake"
{ has_libclang && has_clang_headers; } || missing="$missing libclang-dev"

if ! command -v cargo >/dev/null 2>&1; then
    echo "setup: Rust is missing. Install it from https://rustup.rs, then run this again." >&2
    exit 1
fi
[ -z "$missing" ] && exit 0
echo "setup: installing$missing" >&2

if command -v apt-get >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    sh "$(dirname "$0")/packages.sh" setup $missing
elif command -v brew >/dev/null 2>&1; then
    for package in $missing; do
        case "$package" in
        libclang-dev) brew install --quiet llvm >&2 ;;
        cmake) brew install --quiet cmake >&2 ;;
        g++)
            echo "setup: a C++ compiler is missing. Run: xcode-select --install" >&2
            exit 1
            ;;
        esac
    done
else
    echo "setup: neither apt-get nor brew is here. Install by hand:$missing (or their names on this system), then run this again." >&2
    exit 1
fi
